import type {
  Agreement as AgreementMessage,
  DeleteAliasRequest,
  LoadModelRequest,
  ModelInfo,
  ModelServiceHandlers,
  ModelState,
  SetAliasRequest,
  SetTrafficRequest,
  Traffic,
  UnloadModelRequest,
} from '@ordena/contracts';
import { ServiceError, unary, type Logger } from '@ordena/service-kit';

import { ERROR_TABLE } from '../error-table.js';
import type { AgreementCounts } from './agreement.js';
import type { ListedVersion, ModelManager } from './model-manager.js';
import type { ModelRouter } from './model-router.js';
import { checkTraffic, type TrafficSettings } from './traffic.js';

/** What the handlers work with. */
export interface ModelHandlerOptions {
  models: ModelManager;
  router: ModelRouter;
  logger: Logger;
}

/** The methods of ModelService. */
export function modelHandlers({ models, router, logger }: ModelHandlerOptions): ModelServiceHandlers {
  const settings = { logger, errors: ERROR_TABLE };
  return {
    ListModels: unary(settings, async () => ({
      models: (await models.list()).map(toModelInfo),
      traffic: toTraffic(router.traffic),
      agreements: router.agreements.map(toAgreement),
    })),
    LoadModel: unary(settings, async ({ model }: LoadModelRequest) => ({
      model: toModelInfo(await models.load(required(model, 'model'))),
    })),
    SetAlias: unary(settings, async ({ alias, model }: SetAliasRequest) => {
      const { now, before } = await models.setAlias(required(alias, 'alias'), required(model, 'model'));
      return { model: toModelInfo(now), ...(before === undefined ? {} : { previousVersion: before }) };
    }),
    DeleteAlias: unary(settings, async ({ alias }: DeleteAliasRequest) => {
      const before = await models.deleteAlias(required(alias, 'alias'));
      return before === undefined ? {} : { previousVersion: before };
    }),
    UnloadModel: unary(settings, async ({ model }: UnloadModelRequest) => {
      await models.unload(required(model, 'model'));
      return {};
    }),
    GetTraffic: unary(settings, () =>
      Promise.resolve({
        traffic: toTraffic(router.traffic),
        agreements: router.agreements.map(toAgreement),
      }),
    ),
    // Async, so that what it throws is the call's failure.
    SetTraffic: unary(settings, async ({ traffic }: SetTrafficRequest) => {
      await Promise.resolve();
      if (traffic === null)
        throw new ServiceError('INVALID_ARGUMENT', 'traffic is not set', { field: 'traffic' });
      const checked = checkTraffic(traffic);
      for (const [share, model, field] of [
        [checked.canaryShare, checked.canaryModel, 'traffic.canary_model'],
        [checked.shadowShare, checked.shadowModel, 'traffic.shadow_model'],
      ] as const) {
        if (share > 0 && models.find(model) === undefined) {
          const message = `${field}: no model is loaded that is called "${model}"`;
          throw new ServiceError('NOT_FOUND', message, { field });
        }
      }
      router.setTraffic(checked);
      return { traffic: toTraffic(router.traffic) };
    }),
  };
}

function required(value: string, field: string): string {
  if (value !== '') return value;
  throw new ServiceError('INVALID_ARGUMENT', `${field} is not set`, { field });
}

/** A version as the message that tells of it. */
export function toModelInfo(listed: ListedVersion): ModelInfo {
  const { name, stored, loaded } = listed;
  const facts = stored && {
    createdAtMs: Date.parse(stored.createdAt),
    sizeBytes: stored.files.reduce((sum, { bytes }) => sum + bytes, 0),
    scores: { ...stored.metadata.scores },
    labels: { ...stored.metadata.labels },
    ...definedOf({
      name: stored.metadata.name,
      runId: stored.metadata.runId,
      base: stored.metadata.base,
    }),
  };
  return {
    version: name,
    aliases: [...(stored?.aliases ?? [])],
    state: stateOf(listed),
    ...facts,
    pendingRequests: loaded?.pendingRequests ?? 0,
    answeredRequests: loaded?.answeredRequests ?? 0,
  };
}

function stateOf({ loaded, isLoading }: ListedVersion): ModelState {
  if (isLoading) return 'MODEL_STATE_LOADING';
  if (loaded === undefined) return 'MODEL_STATE_STORED';
  if (loaded.isDraining) return 'MODEL_STATE_DRAINING';
  return loaded.engine.state === 'ready' ? 'MODEL_STATE_READY' : 'MODEL_STATE_UNAVAILABLE';
}

function toTraffic(traffic: TrafficSettings): Traffic {
  return { ...traffic };
}

function toAgreement(counts: AgreementCounts): AgreementMessage {
  const { baseVersion, otherVersion, compared, exact, skipped } = counts;
  const fields = [...counts.fields].map(([field, count]) => ({ field, ...count }));
  return { baseVersion, otherVersion, compared, exact, skipped, fields };
}

function definedOf(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
