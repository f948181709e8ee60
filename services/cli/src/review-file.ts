import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

import { reviewReasons, type ExplainedResult, type ReviewSettings } from '@ordena/inference';

import { CliError } from './errors.js';

/** A file of JSON lines, one for each order: whether a person should look at it, and why. */
export interface ReviewFile {
  /** @param result undefined: the engine had no answer. */
  write(id: string, result: ExplainedResult | undefined): void;
}

/**
 * Opens a file of reviews.
 *
 * @param resume keeps the whole lines that are there; half a line, which a killed run may have left, is cut off.
 * @throws CliError `BAD_OUTPUT`.
 */
export function openReviewFile(path: string, resume: boolean, settings: ReviewSettings): ReviewFile {
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw new CliError('BAD_OUTPUT', `${path} cannot be written: ${String(error)}`, { cause: error });
    }
  };
  attempt(() => {
    writeFileSync(path, resume ? wholeLines(path) : '');
  });
  return {
    write: (id, result) => {
      const reviews = result === undefined ? [] : reviewReasons(result, settings);
      const needsReview = result === undefined || reviews.length > 0;
      attempt(() => {
        appendFileSync(path, `${JSON.stringify({ id, needs_review: needsReview, reviews })}\n`);
      });
    },
  };
}

function wholeLines(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    return text.slice(0, text.lastIndexOf('\n') + 1);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
