/**
 * How a value relates to its text: `exact`, it stands there to the letter; `normalised`, the same thing is written
 * there in another way ("$1,850", "veinte", "kilos", "15 de marzo de 2026", "urge"); `derived`, no place says it.
 */
export type EvidenceStatus = 'exact' | 'normalised' | 'derived';

/** A part of a text in UTF-16 code units: `text.slice(start, end)`. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** Where one value of an order was found. */
export interface Evidence {
  /** JSON pointer (RFC 6901) into the canonical JSON. */
  readonly pointer: string;
  readonly value: string | number | boolean;
  readonly status: EvidenceStatus;
  /** Its place in the text, in UTF-16 code units. Set exactly when `status` is not `derived`. */
  readonly start?: number;
  readonly end?: number;
}

/** A place that may be the value's, and whether it says it to the letter. */
export interface Found extends TextPlace {
  readonly status: Exclude<EvidenceStatus, 'derived'>;
}
