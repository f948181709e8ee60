import {
  encodeExample,
  IGNORED_LABEL,
  type EncodedExample,
  type EncodeOptions,
  type Example,
  type RowTokenizer,
} from './encode-example.js';

export interface NamedExample extends Example {
  readonly id: string;
}

export interface NamedRow extends EncodedExample {
  readonly id: string;
}

/** What became of a dataset's examples. */
export interface DatasetReport {
  readonly examples: number;
  /** Ids of the examples that were cut to the longest row, in order; none is cut silently. */
  readonly truncated: readonly string[];
  /** Ids of the examples that teach nothing, because the cut left no label. They have no row. */
  readonly withoutLabels: readonly string[];
  /** Tokens in all rows, and how many of their positions have a label. */
  readonly tokens: number;
  readonly labelled: number;
  /** Tokens of the longest row. */
  readonly longest: number;
}

/** Tokenizes a dataset and counts what was cut. Options and errors as in {@link encodeExample}. */
export function encodeDataset(
  tokenizer: RowTokenizer,
  examples: Iterable<NamedExample>,
  options: EncodeOptions = {},
): { rows: NamedRow[]; report: DatasetReport } {
  const rows: NamedRow[] = [];
  const truncated: string[] = [];
  const withoutLabels: string[] = [];
  let count = 0;
  let tokens = 0;
  let labelled = 0;
  let longest = 0;
  for (const example of examples) {
    count++;
    const row = encodeExample(tokenizer, example, options);
    if (row.truncated) truncated.push(example.id);
    const labels = row.labels.reduce((sum, label) => sum + (label === IGNORED_LABEL ? 0 : 1), 0);
    if (labels === 0) {
      withoutLabels.push(example.id);
      continue;
    }
    rows.push({ id: example.id, ...row });
    tokens += row.ids.length;
    labelled += labels;
    longest = Math.max(longest, row.ids.length);
  }
  return { rows, report: { examples: count, truncated, withoutLabels, tokens, labelled, longest } };
}
