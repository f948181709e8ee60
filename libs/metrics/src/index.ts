/**
 * How right predicted orders are.
 *
 * ```ts
 * scoreOrders([{ expected: { producto: 'A' }, predicted: { producto: 'A' } }]).f1; // 1
 * ```
 * @module
 */
export { scoreOrders, type FieldScore, type ScoredPair, type ScoreReport } from './score-orders.js';
export { flattenPairs } from './flatten-pairs.js';
export { judgeFields, type JudgedField } from './judge-fields.js';
