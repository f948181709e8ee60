import type { Engine, ExecutionProvider, ExplainedResult } from '@ordena/inference';

import { mapOrdered } from './map-ordered.js';
import type { Mode } from './options.js';
import { createProgress } from './progress.js';
import { withEngine } from './with-engine.js';

/** One order's answer. */
export interface Answer {
  /** The JSON read, or undefined when there is none. */
  value: unknown;
  /** All that is known of it. Not set: the engine refused the order. */
  result?: ExplainedResult;
  /** Why the engine refused the order, when it did. */
  failure?: string;
}

/** What to read and how. */
export interface ReadAnswersOptions {
  modelDir: string;
  texts: readonly string[];
  mode: Mode;
  /** Orders given to the engine at once. */
  concurrency: number;
  threads?: number | undefined;
  provider?: ExecutionProvider | undefined;
  signal: AbortSignal;
  /** Called with each answer, in the order of the texts. */
  onAnswer?: (answer: Answer, index: number) => void;
}

/** Reads many orders, and measures it: `seconds` from the first order in to the last answer out, `loadSeconds` before. */
export async function readAnswers(
  options: ReadAnswersOptions,
): Promise<{ answers: Answer[]; seconds: number; loadSeconds: number }> {
  const { modelDir, texts, threads, provider, concurrency } = options;
  const started = performance.now();
  return withEngine({ modelDir, threads, provider }, async (engine) => {
    const ready = performance.now();
    const progress = await createProgress('orders');
    const answers: Answer[] = [];
    try {
      for await (const answer of mapOrdered(texts, concurrency, (text) => readOne(engine, text, options))) {
        options.onAnswer?.(answer, answers.length);
        answers.push(answer);
        progress.update(answers.length, texts.length);
      }
    } finally {
      progress.close();
    }
    return { answers, seconds: (performance.now() - ready) / 1000, loadSeconds: (ready - started) / 1000 };
  });
}

async function readOne(engine: Engine, text: string, { mode, signal }: ReadAnswersOptions): Promise<Answer> {
  signal.throwIfAborted();
  try {
    const result = await engine.canonicalize(text, { mode, signal });
    const value = mode === 'free' || result.outcome === 'ok' ? jsonObject(result.json) : undefined;
    return { value, result };
  } catch (error) {
    // A stop is the end of the whole; a text that the engine refuses is the fault of that text alone.
    if (signal.aborted) throw error;
    return { value: undefined, failure: error instanceof Error ? error.message : String(error) };
  }
}

function jsonObject(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
