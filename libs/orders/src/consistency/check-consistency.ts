import { findEvidence } from '../evidence/find-evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { TextFacts } from '../evidence/text-facts.js';
import type { CanonicalOrder, OrderLine } from '../schema.js';
import { currencyFlags } from './currency.js';
import { dateFlags } from './dates.js';
import type { ConsistencyFlag } from './flag.js';
import { lineFlags } from './lines.js';
import { totalFlags } from './total.js';
import { unitFlags } from './units.js';

/** An order with all that its checks look at. */
export interface Checked {
  readonly facts: TextFacts;
  readonly order: CanonicalOrder;
  /** Its lines, with the JSON pointer of the object that has each. */
  readonly lines: readonly { readonly line: OrderLine; readonly prefix: string }[];
  /** By JSON pointer. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** The day on which the order was written, `YYYY-MM-DD`, if that is known. */
  readonly referenceDate: string | undefined;
}

/** What else is known beside the order and its text. */
export interface ConsistencyContext {
  /** The order's evidence, where it has been found already. */
  readonly evidence?: readonly Evidence[];
  /** The day on which the order was written, `YYYY-MM-DD`. */
  readonly referenceDate?: string | undefined;
}

const CHECKS: readonly ((checked: Checked) => ConsistencyFlag[])[] = [
  totalFlags,
  currencyFlags,
  dateFlags,
  lineFlags,
  unitFlags,
];

/**
 * What does not fit together in an order: amounts that do not give the total, a currency that the text does not say,
 * a delivery before the order, quantities of nothing, a line that stands twice, a unit other than the one that stands
 * behind its quantity. Nothing is flagged where the text leaves room (taxes or freight beside the total, say).
 */
export function checkConsistency(
  text: string | TextFacts,
  order: CanonicalOrder,
  context: ConsistencyContext = {},
): ConsistencyFlag[] {
  const facts = typeof text === 'string' ? new TextFacts(text) : text;
  const evidence = context.evidence ?? findEvidence(facts, order);
  const lines =
    'items' in order
      ? order.items.map((line, index) => ({ line, prefix: `/items/${index}` }))
      : [{ line: order, prefix: '' }];
  const checked: Checked = {
    facts,
    order,
    lines,
    evidence: new Map(evidence.map((each) => [each.pointer, each])),
    referenceDate: context.referenceDate,
  };
  return CHECKS.flatMap((check) => check(checked));
}
