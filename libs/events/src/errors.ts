/** What can go wrong with events. Stable: callers match on it. */
export type EventsErrorCode =
  /** The bytes of a record are not UTF-8 where they must be. */
  | 'NOT_UTF8'
  /** The bytes of a record are not JSON where its content type says so. */
  | 'NOT_JSON'
  /** It is JSON, but not a CloudEvent 1.0: `field` says what is missing or wrong. */
  | 'EVENT_INVALID'
  /** A content type that is not read here. */
  | 'CONTENT_TYPE_UNKNOWN'
  /** The broker took no records, or could not be reached. */
  | 'PUBLISH_FAILED'
  /** A topic does not exist and was not to be made. */
  | 'TOPIC_MISSING'
  /** The partition belongs to someone else by now, or the broker did not take the commit; nothing was committed by it. */
  | 'LEASE_LOST'
  /** The connection could not be made. */
  | 'CONNECT_FAILED'
  /** A setting of the connection is missing or does not go with the others: `field` is its variable. */
  | 'SETTINGS_INVALID'
  /** It was closed before, or while it worked. */
  | 'CLOSED';

const RETRIABLE: ReadonlySet<EventsErrorCode> = new Set(['PUBLISH_FAILED', 'LEASE_LOST', 'CONNECT_FAILED']);

/** A failure of this library: `field` is the attribute, topic or setting at fault, when there is one. */
export class EventsError extends Error {
  override readonly name = 'EventsError';
  readonly field: string | undefined;

  constructor(
    readonly code: EventsErrorCode,
    message: string,
    options: ErrorOptions & { field?: string } = {},
  ) {
    super(message, options);
    this.field = options.field;
  }

  /** Whether the same may succeed later. */
  get retriable(): boolean {
    return RETRIABLE.has(this.code);
  }
}
