import { caseStrategy } from './strategies/case.js';
import { clauseOrder } from './strategies/clause-order.js';
import { numberFormat } from './strategies/number-format.js';
import { punctuationSpacing } from './strategies/punctuation-spacing.js';
import { synonym } from './strategies/synonym.js';
import { whitespace } from './strategies/whitespace.js';
import type { Strategy, StrategyName } from './strategy.js';

/** The strategies by name, in the order in which a variant passes through them: words first, looks last. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  'clause-order': clauseOrder,
  synonym,
  'number-format': numberFormat,
  'punctuation-spacing': punctuationSpacing,
  case: caseStrategy,
  whitespace,
};

export const STRATEGY_NAMES = Object.keys(STRATEGIES) as readonly StrategyName[];
