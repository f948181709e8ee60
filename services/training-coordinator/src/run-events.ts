import type { TrainingEvent } from '@ordena/contracts';
import type { CloudEvent } from '@ordena/events';
import type { NewEvent, StoredEvent } from '@ordena/state';

type Kinds = Required<
  Pick<
    TrainingEvent,
    | 'queued'
    | 'started'
    | 'step'
    | 'epoch'
    | 'evaluated'
    | 'checkpointed'
    | 'exported'
    | 'promoted'
    | 'failed'
  >
>;
type Kind = keyof Kinds;

const SOURCE = '/ordena/training-coordinator';

/**
 * An event to be written down.
 *
 * @param ordinal tells events of a kind apart in their run; not given where a run has one of them at most.
 */
export function runEvent<K extends Kind>(kind: K, body: NonNullable<Kinds[K]>, ordinal?: number): NewEvent {
  const name = ordinal === undefined ? kind : `${kind}:${ordinal}`;
  return { name, type: `ordena.training.${kind}.v1`, data: { [kind]: body } };
}

/** A stored event as WatchRun sends it. */
export function toMessage({ runId, sequence, createdAt, data }: StoredEvent): TrainingEvent {
  return { runId, sequence, timeMs: createdAt.getTime(), ...data };
}

/** A stored event as the topic gets it: the same each time. */
export function toCloudEvent(stored: StoredEvent): CloudEvent {
  const { id, type, runId, sequence, createdAt, data, traceparent } = stored;
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    subject: runId,
    time: createdAt.toISOString(),
    datacontenttype: 'application/json',
    ...(traceparent === undefined ? {} : { traceparent }),
    // 64-bit numbers are strings in the JSON form of protobuf.
    data: { runId, sequence, timeMs: String(createdAt.getTime()), ...data },
  };
}
