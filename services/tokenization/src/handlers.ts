import {
  checkOrderText,
  type DecodeRequest,
  type EncodeRequest,
  type FormatExampleRequest,
  type TokenizableOrder,
  type TokenizationServiceHandlers,
  type TokenizeDatasetRequest,
  type TokenizeDatasetResponse,
  type TokenizeSettings,
} from '@ordena/contracts';
import { formatPrompt } from '@ordena/dataset';
import { canonicalJson, parseOrderJson } from '@ordena/orders';
import { ServiceError, transformRequests, unary, type Logger } from '@ordena/service-kit';
import { encodeExample, type EncodeOptions, type Example, type OrderTokenizer } from '@ordena/tokenization';

import { ERROR_TABLE } from './error-table.js';
import type { Tokenizers } from './tokenizers.js';

const MAX_TEXT = 1_048_576;
const MAX_IDS = 131_072;
const DEFAULT_LENGTH = 512;
const LABELS = {
  LABEL_KIND_UNSPECIFIED: 'answer',
  LABEL_KIND_ANSWER: 'answer',
  LABEL_KIND_SEQUENCE: 'sequence',
} as const;

/** The methods of TokenizationService. */
export function tokenizationHandlers(tokenizers: Tokenizers, logger: Logger): TokenizationServiceHandlers {
  const settings = { logger, errors: ERROR_TABLE };
  return {
    Encode: unary(settings, async ({ text, model }: EncodeRequest) => {
      const bytes = Buffer.byteLength(text);
      if (bytes > MAX_TEXT) throw fault(`text is ${bytes} bytes long: the limit is ${MAX_TEXT}`, 'text');
      return { ids: [...(await tokenizers.get(model)).encode(text)] };
    }),
    Decode: unary(settings, async ({ ids, model }: DecodeRequest) => {
      if (ids.length > MAX_IDS) throw fault(`ids has ${ids.length} entries: the limit is ${MAX_IDS}`, 'ids');
      const tokenizer = await tokenizers.get(model);
      const wrong = ids.findIndex((id) => id < 0 || id >= tokenizer.vocabSize);
      if (wrong >= 0) {
        const message = `ids[${wrong}] is ${ids[wrong]}: the model has 0 to ${tokenizer.vocabSize - 1}`;
        throw fault(message, `ids[${wrong}]`);
      }
      return { text: tokenizer.decode(ids) };
    }),
    FormatExample: unary(settings, async ({ order, settings: given }: FormatExampleRequest) => {
      if (order === null) throw fault('order is missing', 'order');
      const tokenizer = await tokenizers.get(given?.model, 'settings.model');
      const example = toExample(order, '');
      return { ...example, row: toRow(tokenizer, order.id, example, optionsOf(given)) };
    }),
    TokenizeDataset: transformRequests(settings, (requests) => tokenizeAll(tokenizers, requests)),
  };
}

async function* tokenizeAll(
  tokenizers: Tokenizers,
  requests: AsyncIterable<TokenizeDatasetRequest>,
): AsyncGenerator<TokenizeDatasetResponse> {
  let tokenizer: OrderTokenizer | undefined;
  let options = optionsOf(undefined);
  let number = 0;
  for await (const { settings, order } of requests) {
    number++;
    const place = `message ${number}: `;
    if (settings !== undefined && settings !== null) {
      if (number > 1) throw fault(`${place}settings may only be the first message`, 'settings');
      tokenizer = await tokenizers.get(settings.model, 'settings.model');
      options = optionsOf(settings);
    } else if (order !== undefined && order !== null) {
      tokenizer ??= await tokenizers.get(undefined);
      yield toRow(tokenizer, order.id, toExample(order, place), options);
    } else throw fault(`${place}is empty: send settings or an order`, 'message');
  }
}

function toExample({ text, orderJson }: TokenizableOrder, place: string): Example {
  checkOrderText(text, 'order.text', place);
  try {
    return { prompt: formatPrompt(text), target: canonicalJson(parseOrderJson(orderJson)) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fault(`${place}order.order_json is no order: ${reason}`, 'order.order_json', cause);
  }
}

function toRow(
  tokenizer: OrderTokenizer,
  id: string,
  example: Example,
  options: EncodeOptions,
): TokenizeDatasetResponse {
  const { ids, labels, truncated } = encodeExample(tokenizer, example, options);
  return { id, ids: [...ids], labels: [...labels], truncated };
}

function optionsOf(given: TokenizeSettings | null | undefined): EncodeOptions {
  const maxLength = given?.maxLength ?? DEFAULT_LENGTH;
  if (maxLength < 2 || maxLength > MAX_IDS) {
    throw fault(`settings.max_length is ${maxLength}: give 2 to ${MAX_IDS}`, 'settings.max_length');
  }
  const kind = given?.labels ?? 'LABEL_KIND_UNSPECIFIED';
  if (!(kind in LABELS)) throw fault(`settings.labels ${kind} is no kind of labels`, 'settings.labels');
  return { maxLength, labels: LABELS[kind] };
}

function fault(message: string, field: string, cause?: unknown): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', message, { field, ...(cause === undefined ? {} : { cause }) });
}
