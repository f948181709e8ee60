import {
  evidenceStatusName,
  type CanonicalizationClient,
  type EvidenceStatusName,
  type ReceivedResponse,
  type ReceivedResult,
} from '@ordena/contracts';
import { parseOrderJson, type CanonicalOrder } from '@ordena/orders';

import type { CallOptions, Calls } from './calls.js';
import { invalidOption, OrdenaCallError, statusName } from './errors.js';
import { InOrder } from './in-order.js';
import type { Plain } from './plain.js';

type RequestMessage = Plain<Parameters<CanonicalizationClient['canonicalize']>[0]>;

/** An order to be read: its text, and how. */
export type CanonicalizeRequest = RequestMessage & {
  /** The order as written, 1 to 16384 bytes of UTF-8. */
  text: string;
};

/** Where one value of an order was found. */
export interface FieldEvidence {
  /** JSON pointer into the order ("/items/0/producto"). */
  pointer: string;
  value: string | number | boolean | null;
  /** First UTF-16 code unit of its place in the text, and one past the last. Not set: it has no place there. */
  start?: number;
  end?: number;
  /** How the text says it: to the letter, in another way, or nowhere. Not set: the model does not say. */
  status?: EvidenceStatusName;
  /** How likely it is right, 0 to 1: see `calibrated` of the answer. Not set: the model does not say. */
  confidence?: number;
  /** Probability of its least likely token, 0 to 1. Not set: the model does not say. */
  rawConfidence?: number;
}

/** Why a person should look at an order: see ReviewReason of the contract for the codes. */
export type ReviewReason = Plain<ReceivedResponse>['reviews'][number];

/** The answer to one order. */
export type CanonicalizeAnswer = Omit<Plain<ReceivedResponse>, 'order' | 'fields'> & {
  /**
   * The order. Not set when `outcome` is not `OUTCOME_OK`, or the model answers in a schema of its own: `orderJson` has
   * it then.
   */
  order?: CanonicalOrder;
  /** The same in one shape, whatever the number of lines. Set when `order` is. */
  purchaseOrder?: NonNullable<Plain<ReceivedResponse>['order']>;
  /** Where each value was found. */
  fields: FieldEvidence[];
};

/** What became of one order among many. */
export type CanonicalizeResult = {
  /** Its number among the requests, from 0. */
  index: number;
  request: CanonicalizeRequest;
} & ({ ok: true; answer: CanonicalizeAnswer } | { ok: false; failure: OrdenaCallError });

/** How a stream of orders is read. */
export interface StreamOptions extends CallOptions {
  /** `request`: answers in the order of the requests. `arrival`: as they are ready. Default `request`. */
  order?: 'request' | 'arrival';
  /** Most orders that are sent and not given back yet, from 1. Default 128. */
  window?: number;
}

const DEFAULT_WINDOW = 128;

/** CanonicalizationService. */
export class Canonicalization {
  constructor(
    private readonly raw: CanonicalizationClient,
    private readonly calls: Calls,
  ) {}

  async canonicalize(
    order: string | CanonicalizeRequest,
    options: CallOptions = {},
  ): Promise<CanonicalizeAnswer> {
    const request = toRequest(order);
    return toAnswer(
      await this.calls.unary('Canonicalize', options, (settings) => this.raw.canonicalize(request, settings)),
    );
  }

  async canonicalizeBatch(
    orders: readonly (string | CanonicalizeRequest)[],
    options: CallOptions = {},
  ): Promise<CanonicalizeResult[]> {
    const method = 'CanonicalizeBatch';
    const requests = orders.map(toRequest);
    const { results } = await this.calls.unary(method, options, (settings) =>
      this.raw.canonicalizeBatch({ requests }, settings),
    );
    if (results.length !== requests.length)
      throw invalidAnswer(`${method}: ${results.length} results for ${requests.length} orders`, method);
    return requests.map((request, index) => toResult(results[index] ?? {}, { index, request, id: request }));
  }

  async *canonicalizeStream(
    orders: Iterable<string | CanonicalizeRequest> | AsyncIterable<string | CanonicalizeRequest>,
    { order = 'request', window = DEFAULT_WINDOW, ...options }: StreamOptions = {},
  ): AsyncGenerator<CanonicalizeResult, void, undefined> {
    const method = 'CanonicalizeStream';
    if (!Number.isInteger(window) || window < 1)
      throw invalidOption('window', 'must be a whole number from 1');
    const inOrder = new InOrder<string | CanonicalizeRequest, CanonicalizeResult>(
      window,
      order === 'request',
    );
    // Answers are matched by number: the caller's ids may be missing or the same.
    const numbered = async function* () {
      for await (const { index, value } of inOrder.number(orders))
        yield { ...toRequest(value), requestId: String(index) };
    };
    try {
      const results = this.calls.stream(method, options, (settings) =>
        this.raw.canonicalizeStream(numbered(), settings),
      );
      for await (const result of results) {
        const index = Number(result.requestId);
        const known = inOrder.put(index, (value) => {
          const request = toRequest(value);
          return toResult(result, { index, request, id: request });
        });
        if (!known)
          throw invalidAnswer(`${method}: an answer to no request: ${result.requestId ?? ''}`, method);
        yield* inOrder.take();
      }
      if (inOrder.unanswered > 0)
        throw invalidAnswer(`${method}: ended with ${inOrder.unanswered} orders unanswered`, method);
    } finally {
      inOrder.end();
    }
  }
}

function toRequest(order: string | CanonicalizeRequest): CanonicalizeRequest {
  return typeof order === 'string' ? { text: order } : order;
}

function toResult(
  { response, failure }: Partial<Plain<ReceivedResult>>,
  {
    index,
    request,
    id: { requestId },
  }: { index: number; request: CanonicalizeRequest; id: CanonicalizeRequest },
): CanonicalizeResult {
  if (response !== undefined) {
    const { requestId: _number, ...rest } = response;
    const answer = toAnswer({ ...rest, ...(requestId === undefined ? {} : { requestId }) });
    return { index, request, ok: true, answer };
  }
  if (failure === undefined) throw invalidAnswer(`result ${index} has neither response nor failure`, '');
  const { code, message, reason } = failure;
  const facts = { status: code, reason, attempts: 1 };
  return { index, request, ok: false, failure: new OrdenaCallError(statusName(code), message, facts) };
}

function toAnswer({ order: typed, fields, ...rest }: Plain<ReceivedResponse>): CanonicalizeAnswer {
  return {
    ...rest,
    ...(typed === undefined ? {} : { order: readOrder(rest.orderJson), purchaseOrder: typed }),
    fields: fields.map(({ valueJson, status: sent, ...field }) => {
      const status = evidenceStatusName(sent);
      return { ...field, value: readValue(valueJson), ...(status === undefined ? {} : { status }) };
    }),
  };
}

function readOrder(json: string): CanonicalOrder {
  try {
    return parseOrderJson(json);
  } catch (error) {
    throw invalidAnswer('order_json is no order', '', error);
  }
}

function readValue(json: string): FieldEvidence['value'] {
  try {
    const value: unknown = JSON.parse(json);
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
      return value as FieldEvidence['value'];
  } catch (error) {
    throw invalidAnswer('value_json is no JSON', '', error);
  }
  throw invalidAnswer('value_json is no plain value', '');
}

function invalidAnswer(message: string, method: string, cause?: unknown): OrdenaCallError {
  return new OrdenaCallError('ANSWER_INVALID', message, { method, cause });
}
