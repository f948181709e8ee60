import { augmentRecords } from '@ordena/augmentation';
import {
  checkOrderText,
  type AugmentableOrder,
  type AugmentDatasetRequest,
  type AugmentDatasetResponse,
  type AugmentationServiceHandlers,
  type AugmentRequest,
} from '@ordena/contracts';
import { parseOrderJson, type CanonicalOrder } from '@ordena/orders';
import { ServiceError, transformRequests, unary, type Logger } from '@ordena/service-kit';

import { ERROR_TABLE } from './error-table.js';
import { checkSettings, type CheckedSettings } from './settings.js';

const MAX_ID = 256;

/** Where an order stands: what messages begin with, and what its fields' paths begin with. */
interface Where {
  readonly place: string;
  readonly path: string;
}

/** The methods of AugmentationService. */
export function augmentationHandlers(logger: Logger): AugmentationServiceHandlers {
  const settings = { logger, errors: ERROR_TABLE };
  return {
    Augment: unary(settings, (request: AugmentRequest) => {
      const order = { id: '', text: request.text, orderJson: request.orderJson };
      const [, ...variants] = vary(order, checkSettings(request.settings), { place: '', path: '' });
      return Promise.resolve({ variants: variants.map(({ text }) => text ?? '') });
    }),
    AugmentDataset: transformRequests(settings, varyAll),
  };
}

async function* varyAll(
  requests: AsyncIterable<AugmentDatasetRequest>,
): AsyncGenerator<AugmentDatasetResponse> {
  let how = checkSettings(undefined);
  let number = 0;
  for await (const { settings, order } of requests) {
    number++;
    const place = `message ${number}: `;
    if (settings !== undefined && settings !== null) {
      if (number > 1) throw fault(`${place}settings may only be the first message`, 'settings');
      how = checkSettings(settings);
    } else if (order !== undefined && order !== null) {
      if (order.id === '' || order.id.length > MAX_ID) {
        throw fault(`${place}order.id must be 1 to ${MAX_ID} characters`, 'order.id');
      }
      yield* vary(order, how, { place, path: 'order.' });
    } else throw fault(`${place}is empty: send settings or an order`, 'message');
  }
}

function vary(
  { id, text, orderJson }: Pick<AugmentableOrder, 'id' | 'text'> & { orderJson?: string | undefined },
  how: CheckedSettings,
  where: Where,
): AugmentDatasetResponse[] {
  checkOrderText(text, `${where.path}text`, where.place);
  const order = orderJson === undefined ? undefined : readOrder(orderJson, where);
  const record = { id, text, ...(order === undefined ? {} : { order }) };
  const same = orderJson === undefined ? {} : { orderJson };
  return augmentRecords([record], how).map((variant) => ({ id: variant.id, text: variant.text, ...same }));
}

function readOrder(json: string, { place, path }: Where): CanonicalOrder {
  try {
    return parseOrderJson(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const field = `${path}order_json`;
    throw fault(`${place}${field} is no order: ${reason}`, field, cause);
  }
}

function fault(message: string, field: string, cause?: unknown): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', message, { field, ...(cause === undefined ? {} : { cause }) });
}
