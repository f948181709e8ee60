/** Numbers of one moment of a run, by name: `loss`, `f1`, `learning_rate`. */
export type Metrics = Readonly<Record<string, number>>;

/** How a run ended. */
export type RunOutcome = 'finished' | 'failed' | 'stopped';

/** What a run is called and how it was set up. */
export interface RunDescription {
  readonly project: string;
  readonly name: string;
  /** Settings of the run, shown beside its metrics; nested ones are flattened with dots. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A place where the metrics of one run go. */
export interface Tracker {
  readonly name: string;
  /** @param step optimizer steps so far. */
  log(step: number, metrics: Metrics): Promise<void>;
  /** Says how the run ended and gives everything back. A second call does nothing. */
  close(outcome: RunOutcome): Promise<void>;
}

/** Settings as one level of text: `{ lora: { rank: 16 } }` becomes `lora.rank: "16"`. */
export function flattenConfig(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const flat: Record<string, string> = {};
  const visit = (prefix: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value))
        visit(prefix === '' ? key : `${prefix}.${key}`, inner);
      return;
    }
    if (value !== undefined) flat[prefix] = typeof value === 'string' ? value : JSON.stringify(value);
  };
  visit('', config);
  return flat;
}
