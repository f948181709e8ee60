import type { StrategyName } from '@ordena/augmentation';
import type { AugmentSettings } from '@ordena/contracts';
import { ServiceError } from '@ordena/service-kit';

/** How orders are varied. */
export interface CheckedSettings {
  factor: number;
  seed: number;
  strategies?: StrategyName[];
}

const DEFAULT_FACTOR = 2;
const DEFAULT_SEED = 42;

const STRATEGIES: Readonly<Record<string, StrategyName>> = {
  AUGMENTATION_STRATEGY_SYNONYM: 'synonym',
  AUGMENTATION_STRATEGY_NUMBER_FORMAT: 'number-format',
  AUGMENTATION_STRATEGY_CLAUSE_ORDER: 'clause-order',
  AUGMENTATION_STRATEGY_CASE: 'case',
  AUGMENTATION_STRATEGY_WHITESPACE: 'whitespace',
  AUGMENTATION_STRATEGY_PUNCTUATION_SPACING: 'punctuation-spacing',
};

/**
 * Settings with what is not set filled in.
 *
 * @throws ServiceError `INVALID_ARGUMENT` that names the field.
 */
export function checkSettings(given: AugmentSettings | null | undefined): CheckedSettings {
  const factor = given?.factor ?? DEFAULT_FACTOR;
  if (factor < 2 || factor > 4) {
    throw new ServiceError('INVALID_ARGUMENT', `settings.factor is ${factor}: give 2, 3 or 4`, {
      field: 'settings.factor',
    });
  }
  const strategies = (given?.strategies ?? []).map((name, index) => {
    const strategy = STRATEGIES[name];
    if (strategy !== undefined) return strategy;
    const field = `settings.strategies[${index}]`;
    throw new ServiceError('INVALID_ARGUMENT', `${field} is no strategy`, { field });
  });
  const seed = given?.seed ?? DEFAULT_SEED;
  return { factor, seed, ...(strategies.length === 0 ? {} : { strategies }) };
}
