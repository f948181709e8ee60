/**
 * The canonical purchase order, schema v1.
 *
 * ```ts
 * const order = parseOrderJson('{"producto":"A","cantidad":100}');
 * canonicalJson(order);
 * ```
 * @module
 */
export { canonicalJson } from './canonical-json.js';
export { parseOrder, parseOrderJson } from './parse-order.js';
export { jsonPointer } from './json-pointer.js';
export {
  canonicalOrderSchema,
  orderLineSchema,
  type CanonicalOrder,
  type FlatOrder,
  type ItemsOrder,
  type OrderLine,
} from './schema.js';
export { ORDER_JSON_SCHEMA } from './json-schema.js';
export { fromPurchaseOrder, toPurchaseOrder, type PurchaseOrder } from './purchase-order.js';
export { checkReferenceDate, resolveDeliveryDate } from './delivery-date.js';
export {
  CURRENCIES,
  FIELD_KINDS,
  LINE_FIELDS,
  ORDER_FIELDS,
  UNITS,
  VERBATIM_FIELDS,
  type Currency,
  type FieldKind,
  type LineField,
  type OrderField,
  type Unit,
  type VerbatimField,
} from './fields.js';
export { findEvidence } from './evidence/find-evidence.js';
export type { Evidence, EvidenceStatus } from './evidence/evidence.js';
export { checkConsistency, type ConsistencyContext } from './consistency/check-consistency.js';
export type { ConsistencyCode, ConsistencyFlag } from './consistency/flag.js';
export { OrdersError, type OrdersErrorCode } from './errors.js';

// For our other libraries.
export { TextFacts } from './evidence/text-facts.js';
export { numberMentions } from './number-mentions.js';
export { findCurrencies, type CurrencyMention } from './mentions/currency-mentions.js';
export { findFullDates, MONTHS } from './mentions/date-mentions.js';
export { findUnits, type UnitMention } from './mentions/unit-mentions.js';
export { fold } from './mentions/fold.js';
export { UNIT_FORMS, type UnitForms } from './mentions/unit-forms.js';
export { COUNT_WORDS } from './number-words.js';
export { createRng, type Rng } from './random.js';
