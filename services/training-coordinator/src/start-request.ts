import type { ModelStore } from '@ordena/model';
import { fieldPath, type ProfileOverrides, type StartRunRequest } from '@ordena/contracts';
import { atField, ServiceError } from '@ordena/service-kit';
import type { RunDataset, RunSpec } from '@ordena/state';
import { PROFILES, type ProfileName, type TrainingProfile } from '@ordena/training';
import { z } from 'zod';

import type { Datasets } from './datasets.js';

const whole = (min: number, max: number) => z.int().min(min).max(max).optional();

const overridesSchema = z.object({
  epochs: whole(1, 1000),
  batchSize: whole(1, 1024),
  accumulation: whole(1, 1024),
  learningRate: z.number().positive().max(1).optional(),
  seed: whole(0, 2 ** 31 - 1),
  maxLength: whole(16, 131_072),
  validationShare: z.number().positive().max(0.9).optional(),
  augmentation: whole(1, 4),
  maxValidation: whole(1, 2 ** 31 - 1),
});

const DEFAULT_BASE = 'default';

/**
 * Checks a request and makes every choice that it leaves open.
 *
 * @throws ServiceError `INVALID_ARGUMENT` that names the field; ModelError `UNKNOWN_VERSION` for the base.
 */
export async function readStartRequest(
  request: StartRunRequest,
  { store, datasets }: { store: ModelStore; datasets: Datasets },
): Promise<RunSpec> {
  const dataset = readDataset(request, datasets);
  const profileName = request.profile ?? 'fast';
  if (!isProfile(profileName)) {
    throw invalid('profile', `there is no "${profileName}"; there are ${Object.keys(PROFILES).join(', ')}`);
  }
  if ((request.name?.length ?? 0) > 200) throw invalid('name', 'is longer than 200 characters');
  if (request.runId !== undefined && !/^[a-zA-Z0-9-]{1,64}$/.test(request.runId)) {
    throw invalid('run_id', 'must be 1 to 64 of a-z, A-Z, 0-9 and "-"');
  }
  const { maxValidation, ...changed } = readOverrides(request.overrides);
  const base = request.base ?? DEFAULT_BASE;
  const baseVersion =
    base === DEFAULT_BASE ? undefined : (await atField('base', () => store.resolve(base))).version;
  await datasets.check(dataset);
  const profile: TrainingProfile = { ...PROFILES[profileName], ...changed };
  return { dataset, base, baseVersion, profileName, profile, maxValidation, name: request.name };
}

function readDataset({ dataset }: StartRunRequest, datasets: Datasets): RunDataset {
  if (dataset?.path !== undefined) {
    if (dataset.path === '' || dataset.path.includes('\0')) throw invalid('dataset.path', 'is no path');
    return { kind: 'path', path: datasets.absolute(dataset.path) };
  }
  if (dataset?.uploadId !== undefined) return { kind: 'upload', uploadId: dataset.uploadId };
  if (dataset?.corrections !== undefined && dataset.corrections !== null) {
    const { sinceMs } = dataset.corrections;
    if (sinceMs === undefined) return { kind: 'corrections' };
    if (Math.abs(sinceMs) > 8.64e15) throw invalid('dataset.corrections.since_ms', 'is no time');
    return { kind: 'corrections', since: new Date(sinceMs).toISOString() };
  }
  throw invalid('dataset', 'is not set: give a path, an upload_id or corrections');
}

function readOverrides(given: ProfileOverrides | null) {
  const parsed = overridesSchema.safeParse(given ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(fieldPath(['overrides', ...(issue?.path ?? [])]), issue?.message ?? 'is invalid');
  }
  const set = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof typeof parsed.data]?: number };
}

function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(PROFILES, name);
}

function invalid(field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', `${field} ${message}`, { field });
}
