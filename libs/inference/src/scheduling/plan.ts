/** What one step is to run. Plain data: the scheduler makes it, the runner carries it out. */
export interface Plan {
  /** Sequences that got their slot just now; the shared prefix is to be put there first. */
  readonly admitted: readonly AdmittedRow[];
  readonly rows: readonly PlannedRow[];
}

export interface AdmittedRow {
  readonly sequence: number;
  readonly slot: number;
  /** How many tokens of the shared prefix the sequence begins with. */
  readonly shared: number;
}

/** There is no phase of reading and one of writing: a row runs so many tokens of its sequence. */
export interface PlannedRow {
  readonly sequence: number;
  readonly slot: number;
  /** Tokens of the sequence that the slot holds already. */
  readonly from: number;
  /** Known tokens to run, at least 1. */
  readonly count: number;
  /** Tokens to run behind them that are only guessed; whoever chooses the next token says how many of them hold. */
  readonly guessed: number;
  /** Whether these are all that are known of the sequence, so that its next token is to be chosen. */
  readonly sample: boolean;
}

/** What became of a sequence whose next token was to be chosen. */
export interface StepResult {
  readonly sequence: number;
  /** Tokens that were appended: the chosen one and those that the grammar forces behind it. */
  readonly appended: number;
  /** How many guesses, run or not, the appended tokens could be compared with, and how many of the first of them held. */
  readonly tried: number;
  readonly held: number;
  readonly finished: boolean;
}
