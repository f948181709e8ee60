/** What does not fit together in an order, or between an order and its text. */
export type ConsistencyCode =
  | 'TOTAL_MISMATCH'
  | 'CURRENCY_AMBIGUOUS'
  | 'CURRENCY_CONTRADICTED'
  | 'CURRENCY_MISSING'
  | 'DELIVERY_BEFORE_ORDER'
  | 'QUANTITY_NOT_POSITIVE'
  | 'DUPLICATE_LINE'
  | 'UNIT_CONFLICT';

/** One thing that does not fit. */
export interface ConsistencyFlag {
  readonly code: ConsistencyCode;
  /** JSON pointers of the values concerned, in the canonical JSON. Empty: it is about a value that is not there. */
  readonly pointers: readonly string[];
  /** What would fit, as far as it can be said. */
  readonly expected?: string;
  /** What stands there. */
  readonly found?: string;
  /** The same in a sentence. */
  readonly message: string;
}
