import { ServiceError } from '@ordena/service-kit';

/** How requests that name no model are shared out. */
export interface TrafficSettings {
  /** Share that the canary answers, 0 to 1. */
  readonly canaryShare: number;
  /** An alias or a version. */
  readonly canaryModel: string;
  /** Share that the shadow model answers too, unseen, 0 to 1. */
  readonly shadowShare: number;
  /** An alias or a version. */
  readonly shadowModel: string;
}

/** The alias that canary and shadow point to unless told otherwise. */
const CANDIDATE = 'candidate';

export const NO_TRAFFIC: TrafficSettings = {
  canaryShare: 0,
  canaryModel: CANDIDATE,
  shadowShare: 0,
  shadowModel: CANDIDATE,
};

/** What comes of one request: who answers it, and who answers it too, for comparison. */
export type Route =
  | { readonly kind: 'base'; readonly compareWith?: string }
  | { readonly kind: 'canary'; readonly model: string };

/**
 * Decides about one request.
 *
 * @param random numbers from 0 up to 1, one for each question.
 */
export function chooseRoute(traffic: TrafficSettings, random: () => number): Route {
  if (random() < traffic.canaryShare) return { kind: 'canary', model: traffic.canaryModel };
  if (random() < traffic.shadowShare) return { kind: 'base', compareWith: traffic.shadowModel };
  return { kind: 'base' };
}

/** What a caller asks for, checked and with its defaults. @throws ServiceError `INVALID_ARGUMENT`. */
export function checkTraffic(asked: {
  canaryShare?: number | undefined;
  canaryModel?: string | undefined;
  shadowShare?: number | undefined;
  shadowModel?: string | undefined;
}): TrafficSettings {
  const share = (value: number | undefined, field: string): number => {
    if (value === undefined || (value >= 0 && value <= 1)) return value ?? 0;
    throw new ServiceError('INVALID_ARGUMENT', `${field} is ${String(value)}: a share is 0 to 1`, { field });
  };
  return {
    canaryShare: share(asked.canaryShare, 'traffic.canary_share'),
    canaryModel: asked.canaryModel ?? CANDIDATE,
    shadowShare: share(asked.shadowShare, 'traffic.shadow_share'),
    shadowModel: asked.shadowModel ?? CANDIDATE,
  };
}
