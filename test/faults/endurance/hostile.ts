import { Engine, EngineError, type ExplainedResult } from '@ordena/inference';
import { VERBATIM_FIELDS, canonicalJson, parseOrderJson } from '@ordena/orders';

export interface HostileSettings {
  readonly modelDir: string;
  readonly texts: readonly string[];
  /** Orders at once. */
  readonly clients: number;
  /** Threads of one model step. */
  readonly threads: number;
}

export interface HostileReport {
  readonly answered: number;
  /** Answers that were cut at their longest: outcomes of their own, never results. */
  readonly truncated: number;
  /** Texts of more tokens than the model has room for. */
  readonly refused: number;
  /** What is wrong with an answer, behind its text. */
  readonly faults: readonly string[];
}

const VERBATIM: ReadonlySet<string> = new Set(VERBATIM_FIELDS);
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Every answer must be an order in its canonical spelling, and every verbatim string a part of its text. */
export async function hostile({
  modelDir,
  texts,
  clients,
  threads,
}: HostileSettings): Promise<HostileReport> {
  const engine = await Engine.start({ modelDir, threads, maxQueue: clients });
  const faults: string[] = [];
  let [next, answered, truncated, refused] = [0, 0, 0, 0];
  const client = async (): Promise<void> => {
    for (let text = texts[next++]; text !== undefined; text = texts[next++]) {
      const result = await engine.canonicalize(text).catch(tooLong);
      if (result === undefined) refused++;
      else if (result.outcome === 'ok') answered++;
      else truncated++;
      const fault = result?.outcome === 'ok' ? faultOf(text, result) : undefined;
      if (fault !== undefined) faults.push(`${JSON.stringify(text)}: ${fault}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
    const { running, waiting } = await engine.occupancy();
    if (running + waiting > 0) faults.push(`${running + waiting} sequences still hold or await a slot`);
    return { answered, truncated, refused, faults };
  } finally {
    await engine.close();
  }
}

function tooLong(error: unknown): undefined {
  if (error instanceof EngineError && error.code === 'TEXT_TOO_LONG') return undefined;
  throw error;
}

function faultOf(text: string, { json }: ExplainedResult): string | undefined {
  try {
    const order = parseOrderJson(json);
    if (canonicalJson(order) !== json) return `not canonical: ${json}`;
    for (const [field, value] of stringsOf(order)) {
      const isDay = field === 'fecha_entrega' && DAY.test(value);
      if (VERBATIM.has(field) && !isDay && !text.includes(value))
        return `${field} is not in the text: ${json}`;
    }
    return undefined;
  } catch (error) {
    return `${String(error)}: ${json}`;
  }
}

/** The strings of an order by their field, those of its lines too. */
function* stringsOf(value: object): Generator<[field: string, value: string]> {
  for (const [field, part] of Object.entries(value) as [string, unknown][]) {
    if (typeof part === 'string') yield [field, part];
    else if (typeof part === 'object' && part !== null) yield* stringsOf(part);
  }
}
