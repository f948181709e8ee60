import { TrainingError } from './errors.js';

/** Of one held-out order: how good the model was before and after, 0 to 1. */
export interface GatedOrder {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** What an export was found to cost. */
export interface GateReport {
  readonly orders: number;
  readonly before: number;
  readonly after: number;
}

/** Orders that an error names. */
const NAMED = 5;

/**
 * Holds an export against what it was made of.
 *
 * @param measure what the numbers are, for the error.
 * @param maxDrop how far the mean may fall; 0.01 is a hundredth.
 * @throws TrainingError NO_DATA without orders; EXPORT_WORSE that names the orders which fell most.
 */
export function passGate(
  measure: string,
  out: string,
  orders: readonly GatedOrder[],
  maxDrop: number,
): GateReport {
  if (orders.length === 0)
    throw new TrainingError('NO_DATA', out, 'there are no held-out orders to check it on');
  const mean = (pick: (order: GatedOrder) => number): number =>
    orders.reduce((sum, order) => sum + pick(order), 0) / orders.length;
  const report = { orders: orders.length, before: mean((o) => o.before), after: mean((o) => o.after) };
  if (report.before - report.after <= maxDrop) return report;
  const worst = orders
    .filter(({ before, after }) => after < before)
    .sort((a, b) => b.before - b.after - (a.before - a.after))
    .slice(0, NAMED)
    .map(({ id, before, after }) => `${id} ${before.toFixed(3)} to ${after.toFixed(3)}`);
  const message =
    `nothing was written: ${measure} fell from ${report.before.toFixed(4)} to ${report.after.toFixed(4)} on ` +
    `${report.orders} orders, more than ${maxDrop}; most on ${worst.join(', ')}`;
  throw new TrainingError('EXPORT_WORSE', out, message);
}
