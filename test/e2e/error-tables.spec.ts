import { readFile } from 'node:fs/promises';

import { status } from '@grpc/grpc-js';
import { OrdersError } from '@ordena/orders';
import { AUGMENTATION_ERRORS } from '@ordena/service-augmentation';
import { errorFamily, toStatusDetails, type ErrorTable } from '@ordena/service-kit';
import { TOKENIZATION_ERRORS } from '@ordena/service-tokenization';
import { TRAINING_ERRORS } from '@ordena/service-training-coordinator';
import { describe, expect, it } from 'vitest';

import { ROOT } from '../support/run-ordena.js';

const NO_GENERATOR = 'only the folder of the model is taken from there';

/** Error classes of libraries that a service uses and that none of its calls can meet, each with why. */
const NEVER_MET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  augmentation: {},
  tokenization: {
    DatasetError: 'only the form of the prompt is taken from there',
    GeneratorError: NO_GENERATOR,
  },
  'training-coordinator': {
    GeneratorError: NO_GENERATOR,
    EventsError: 'events are sent from the outbox, which no call waits for',
    OrdersError: 'orders are read by the dataset, whose errors are its own',
    TrainingError: 'trainers are processes of their own: what they fail with is the reason of the run',
  },
};
/** Those that every service knows. */
const BASE = ['ServiceError', 'ContractsError'];

const SERVICES: readonly { name: string; table: ErrorTable }[] = [
  { name: 'augmentation', table: AUGMENTATION_ERRORS },
  { name: 'tokenization', table: TOKENIZATION_ERRORS },
  { name: 'training-coordinator', table: TRAINING_ERRORS },
];

/** The error classes that a service's libraries export. */
async function errorClasses(service: string): Promise<string[]> {
  const text = await readFile(`${ROOT}services/${service}/package.json`, 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  const names = Object.keys(dependencies).filter((name) => name.startsWith('@ordena/'));
  const modules = await Promise.all(names.map((name) => import(name) as Promise<Record<string, unknown>>));
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
    .map(([name]) => name);
}

describe.each(SERVICES)('the errors of $name', ({ name, table }) => {
  it('are in its table, or it is said why none of its calls can meet them', async () => {
    const never = NEVER_MET[name] ?? {};
    const classes = await errorClasses(name);
    expect(classes.length).toBeGreaterThan(2);
    const known = [...table.map(({ type }) => type.name), ...Object.keys(never), ...BASE];
    for (const found of classes) expect(known).toContain(found);
    for (const excused of Object.keys(never)) expect(classes).toContain(excused);
  });

  const rows = table.flatMap(({ type, codes }) =>
    Object.entries(codes).map(([code, answer]) => ({ type, code, answer })),
  );
  it.each(rows)('$type.name $code answers $answer', ({ type, code, answer }) => {
    const error = Object.assign(Object.create(type.prototype as Error) as Error, {
      code,
      message: 'what is wrong',
    });
    expect(toStatusDetails(error, table)).toEqual({
      code: status[answer],
      message: 'what is wrong',
      reason: code,
    });
  });
});

it('a family without one of its codes does not compile, nor with one that it has not', () => {
  // @ts-expect-error INVALID_ORDER and BAD_REFERENCE_DATE are missing.
  errorFamily(OrdersError, { NOT_JSON: 'INVALID_ARGUMENT' });
  const all = { INVALID_ORDER: 'INTERNAL', NOT_JSON: 'INTERNAL', BAD_REFERENCE_DATE: 'INTERNAL' } as const;
  expect(errorFamily(OrdersError, all).codes).toEqual(all);
  // @ts-expect-error there is no such code.
  errorFamily(OrdersError, { ...all, TOO_HEAVY: 'INTERNAL' });
});
