/**
 * `npm run endurance -- COMMAND`: what takes too long for every change. `soak`: 20,000 orders in one process; `cancels`:
 * 1,000 at random moments; `kills`: the engine's thread 20 times under load; `company`: every dev order alone, in a full
 * batch and in a random mix; `swaps`: 50 models in place of each other; `training-kills`: a small LoRA run killed 20
 * times, and resumed; `rows`: 1,000,000 orders in one stream through augmentation and through tokenization; `hostile`:
 * 1,000 texts that mean the model ill. Each fails when what it looks for is not so.
 *
 * `--model FOLDER`: default `tiny`, random weights; `default` is the model that comes with Ordena. `--count N` of orders,
 * cancels, kills, swaps, texts or rows (`--kills N` is the same); `--clients 16`; `--threads 2`; `--seed 1`; `--batch N`
 * (company).
 */
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeMachine } from '../../bench/pairs.js';
import { BenchError } from '../../bench/sample-process.js';
import { readSettings, runCommand, wholeNumber } from '../../bench/settings.js';
import { devTexts } from '../../support/dev-texts.js';
import { ROOT } from '../../support/run-ordena.js';
import { randomNumbers, tinyModelFolder } from '../../support/tiny-model.js';
import { cancels } from './cancels.js';
import { inCompany } from './company.js';
import { hostile } from './hostile.js';
import { hostileTexts, injectionRecords } from './hostile-texts.js';
import { kills } from './kills.js';
import { ROW_STREAMS, streamRows } from './rows.js';
import { slopeOf, soak } from './soak.js';
import { swaps } from './swaps.js';
import { killTraining } from '../training-kills.js';

interface Job {
  readonly modelDir: string;
  readonly texts: readonly string[];
  readonly count: number;
  readonly clients: number;
  readonly threads: number;
  readonly random: (size: number) => number;
  readonly maxBatch?: number;
}

interface Command {
  /** Default of `--count`. */
  readonly count: number;
  /** @returns what is wrong; undefined when nothing is. */
  readonly run: (job: Job) => Promise<string | undefined>;
}

const print = (line: string): void => console.log(line);

/**
 * Growth that counts as rest: an allocator never stands quite still. In MiB for 1,000 orders, for a swap, and for 100,000
 * rows, of which a side that held them would hold 50 MiB or more.
 */
const RESTING = { order: 1, swap: 0.25, rows: 5 };

const COMMANDS: Readonly<Record<string, Command>> = {
  soak: {
    count: 20_000,
    run: async ({ count: orders, ...job }) => {
      const every = Math.max(1, Math.floor(orders / 20));
      const { slope, leftOver, ordersPerSecond } = await soak({ ...job, orders, every, print });
      print(
        `${slope.toFixed(3)} MiB for 1,000 orders over the second half; ${ordersPerSecond.toFixed(1)} orders/s`,
      );
      if (leftOver > 0) return `${leftOver} sequences still hold or await a slot`;
      return slope > RESTING.order ? 'the memory grows' : undefined;
    },
  },
  cancels: {
    count: 1000,
    run: async ({ count, ...job }) => {
      const { cancelled, finished, occupancy, sameAfter } = await cancels({ ...job, cancels: count });
      const { running, waiting, slots } = occupancy;
      print(
        `${cancelled} cancelled, ${finished} were done before; ${running} of ${slots} slots taken, ${waiting} wait`,
      );
      if (running + waiting > 0) return 'a slot did not come back';
      return sameAfter ? undefined : 'answers are not what they were before';
    },
  },
  kills: {
    count: 20,
    run: async ({ count, ...job }) => {
      const worker = pathToFileURL(join(ROOT, 'libs/inference/dist/worker.js'));
      const { answered, unavailable, other } = await kills({ ...job, worker, kills: count, hangMs: 60_000 });
      print(`${count} kills: ${answered} answered, ${unavailable} UNAVAILABLE, ${other.length} otherwise`);
      return other[0];
    },
  },
  company: {
    count: 0,
    run: async ({ texts, count, ...job }) => {
      const some = count === 0 ? texts : texts.slice(0, count);
      const exceptions = await inCompany({ ...job, texts: some });
      for (const { text, company, alone, together } of exceptions) {
        print(`${company}: ${JSON.stringify(text)}\n  alone    ${alone}\n  together ${together}`);
      }
      print(`${some.length} orders, ${exceptions.length} exceptions`);
      return exceptions.length > 0 ? 'an answer depends on its company' : undefined;
    },
  },
  hostile: {
    count: 1000,
    run: async ({ count, modelDir, clients, threads, random }) => {
      const texts = [...(await injectionRecords()), ...hostileTexts(count, random)];
      const { answered, truncated, refused, faults } = await hostile({ modelDir, texts, clients, threads });
      for (const fault of faults) print(fault);
      print(
        `${texts.length} texts: ${answered} answered, ${truncated} cut off, ${refused} too long, ${faults.length} wrong`,
      );
      return faults.length > 0 ? 'an answer breaks the schema or is not of its text' : undefined;
    },
  },
  swaps: {
    count: 50,
    run: async ({ modelDir, texts, count }) => {
      const residentMiB = await swaps({
        modelDirs: [modelDir],
        texts: texts.slice(0, 8),
        swaps: count,
        print,
      });
      const slope = slopeOf(residentMiB.slice(Math.floor(residentMiB.length / 2)));
      print(`${slope.toFixed(3)} MiB for each swap over the second half`);
      return slope > RESTING.swap ? 'the memory of a closed model is not given back' : undefined;
    },
  },
  'training-kills': {
    count: 20,
    run: async ({ count, random }) => {
      const { kills: killed, resumes, same } = await killTraining(count, random);
      print(`${killed} kills of a training run, ${resumes} of which left a checkpoint to go on from`);
      if (killed < count) return `the run ended by itself after ${killed} kills`;
      return same ? undefined : 'its adapter is not that of a run nobody stopped';
    },
  },
  rows: {
    count: 1_000_000,
    run: async ({ count: orders }) => {
      const growing: string[] = [];
      for (const service of ROW_STREAMS) {
        const every = Math.max(1, Math.floor(orders / 20));
        const { rows, rowsPerSecond, slope } = await streamRows(service, { orders, every, print });
        print(
          `${service}: ${rows} rows, ${rowsPerSecond.toFixed(0)} rows/s; ` +
            `${slope.toFixed(2)} MiB for 100,000 orders over the second half`,
        );
        if (slope > RESTING.rows) growing.push(service);
      }
      return growing.length === 0 ? undefined : `the memory grows: ${growing.join(', ')}`;
    },
  },
};

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) throw new BenchError(`say which: ${Object.keys(COMMANDS).join(', ')}`);
  const defaults = {
    model: 'tiny',
    count: String(command.count),
    clients: '16',
    threads: '2',
    seed: '1',
    batch: '',
    kills: '',
  };
  const settings = readSettings(defaults, args);
  print(describeMachine());
  const wrong = await command.run({
    modelDir: await modelFolder(settings.model),
    texts: await devTexts(),
    count:
      settings.kills === '' ? wholeNumber('count', settings.count, 0) : wholeNumber('kills', settings.kills),
    clients: wholeNumber('clients', settings.clients),
    threads: wholeNumber('threads', settings.threads),
    random: randomNumbers(wholeNumber('seed', settings.seed)),
    ...(settings.batch === '' ? {} : { maxBatch: wholeNumber('batch', settings.batch) }),
  });
  if (wrong !== undefined) throw new BenchError(wrong);
});

async function modelFolder(choice: string): Promise<string> {
  if (choice === 'tiny') return tinyModelFolder();
  return choice === 'default' ? defaultModelDir() : choice;
}
