import {
  MAX_BATCH,
  parseCanonicalizeRequest,
  type CanonicalizationServiceHandlers,
  type CanonicalizeBatchRequest,
  type CanonicalizeRequest,
  type CanonicalizeResponse,
  type CanonicalizeResult,
  requestFault,
} from '@ordena/contracts';
import {
  eachRequest,
  ServiceError,
  toStatusDetails,
  unary,
  type CallContext,
  type Logger,
} from '@ordena/service-kit';

import { recordRead } from './engine-steps.js';
import { ERROR_TABLE } from './error-table.js';
import type { OrderReader } from './order-reader.js';
import { toResponse } from './response.js';

/** What the handlers work with. */
export interface HandlerOptions {
  reader: OrderReader;
  logger: Logger;
  /** Values of less confidence are to be looked at, 0 to 1. Default: the engine library's own. */
  minConfidence?: number | undefined;
}

/** Orders of one batch given to the engine at once: one caller's batch must not fill the queue of all. */
const IN_WORK = 64;

const MODES = {
  DECODING_MODE_UNSPECIFIED: 'constrained',
  DECODING_MODE_CONSTRAINED: 'constrained',
  DECODING_MODE_FREE: 'free',
} as const;

/** The three methods of CanonicalizationService. */
export function canonicalizationHandlers(options: HandlerOptions): CanonicalizationServiceHandlers {
  const settings = { logger: options.logger, errors: ERROR_TABLE };
  const result = async (
    request: CanonicalizeRequest,
    context: CallContext,
    path: string,
  ): Promise<CanonicalizeResult> => {
    const id = request.requestId === undefined ? {} : { requestId: request.requestId };
    try {
      return { ...id, response: await answer(options, request, context, path) };
    } catch (error) {
      // One order that fails does not fail the others, but a call that is over is over for all of them.
      if (context.signal.aborted) throw error;
      const { code, message, reason } = toStatusDetails(error, ERROR_TABLE);
      return { ...id, failure: { code, message, reason } };
    }
  };
  return {
    Canonicalize: unary(settings, (request: CanonicalizeRequest, context) =>
      answer(options, request, context, ''),
    ),
    CanonicalizeBatch: unary(settings, async ({ requests }: CanonicalizeBatchRequest, context) => {
      checkBatchSize(requests.length);
      const results = await mapLimited(requests, IN_WORK, (request, index) =>
        result(request, context, `requests[${String(index)}]`),
      );
      return { results };
    }),
    CanonicalizeStream: eachRequest(settings, (request: CanonicalizeRequest, context) =>
      result(request, context, ''),
    ),
  };
}

async function answer(
  { reader, minConfidence }: HandlerOptions,
  request: CanonicalizeRequest,
  { signal }: CallContext,
  path: string,
): Promise<CanonicalizeResponse> {
  const started = performance.now();
  const fault = requestFault(request);
  if (fault !== undefined) throw fault;
  const checked = parseCanonicalizeRequest(request, path);
  const { text, requestId, model: wanted, mode, maxNewTokens, referenceDate } = checked;
  const { model, read } = await reader.read(wanted, text, {
    signal,
    mode: MODES[mode],
    referenceDate,
    ...(maxNewTokens === undefined ? {} : { maxNewTokens }),
  });
  const response = toResponse(read, {
    requestId,
    model,
    referenceDate,
    minConfidence,
    totalMs: performance.now() - started,
  });
  recordRead(read, model, response.needsReview ?? false);
  return response;
}

function checkBatchSize(size: number): void {
  if (size >= 1 && size <= MAX_BATCH) return;
  throw new ServiceError(
    'INVALID_ARGUMENT',
    `requests has ${String(size)} entries: send 1 to ${String(MAX_BATCH)}`,
    {
      field: 'requests',
    },
  );
}

/** Like Promise.all over a map, with at most `limit` in work. */
async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const take = async (): Promise<void> => {
    // One iterator shared by all: each takes the next item that nobody has taken.
    for (const [index, item] of left) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, take));
  return results;
}
