import { setTimeout as sleep } from 'node:timers/promises';

import type { CallSettings } from '@ordena/contracts';

import { invalidOption, OrdenaCallError, toCallError } from './errors.js';
import { plain, type Plain } from './plain.js';
import { checkRetry, decideRetry, type RetryPolicy } from './retry.js';

/** How one call is made. What is not set is as the client has it. */
export interface CallOptions {
  /** Gives the call up: it fails with CANCELLED, its `cause` the signal's reason. */
  signal?: AbortSignal;
  /**
   * When the call fails with DEADLINE_EXCEEDED, in milliseconds from now, all attempts together. Default: the client's
   * for one answer; none for a stream.
   */
  timeoutMs?: number;
  /** What differs from the client's policy; `false`: one attempt. */
  retry?: Partial<RetryPolicy> | false;
  /** W3C trace context that the service's spans hang below: `00-TRACE-SPAN-FLAGS`. Default: what `headers` gives. */
  traceparent?: string;
  /** Further metadata. Default: none. */
  headers?: Readonly<Record<string, string>>;
}

/** What holds for all calls of a client. */
export interface CallDefaults {
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly headers: () => Readonly<Record<string, string>>;
}

/** One call under way. */
interface Scope {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  readonly policy: RetryPolicy;
  release(): void;
}

const HEADER_NAME = /^[\w.-]+$/;
const HEADER_VALUE = /^[ -~]*$/;
const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Makes calls: deadline, signal, retries, errors, and an end to all of them when the client is closed. */
export class Calls {
  private readonly open = new Set<AbortController>();
  private closed = false;

  constructor(private readonly defaults: CallDefaults) {}

  /**
   * A call with one answer, made again where its failure may pass.
   *
   * @param start makes one attempt; must be safe to do again.
   * @throws OrdenaCallError.
   */
  async unary<T>(
    method: string,
    options: CallOptions,
    start: (settings: CallSettings) => Promise<T>,
  ): Promise<Plain<T>> {
    const scope = this.enter(method, options);
    const { signal, headers } = scope;
    const ends = performance.now() + (options.timeoutMs ?? this.defaults.timeoutMs);
    try {
      for (let attempts = 1; ; attempts++) {
        try {
          const timeoutMs = Math.max(1, ends - performance.now());
          return plain((await start({ signal, headers, timeoutMs })) as T);
        } catch (error) {
          await this.pause(error, { method, attempts, ends, scope });
        }
      }
    } finally {
      scope.release();
    }
  }

  /**
   * A call with many answers.
   *
   * @param start opens it.
   * @param resumes whether `start` may be called again after answers came, and then goes on behind them.
   * @throws OrdenaCallError, or what the caller's own iterable throws.
   */
  async *stream<T>(
    method: string,
    options: CallOptions,
    start: (settings: CallSettings) => AsyncGenerator<T, void, undefined>,
    resumes = false,
  ): AsyncGenerator<Plain<T>, void, undefined> {
    const scope = this.enter(method, options);
    const { signal, headers } = scope;
    const { timeoutMs } = options;
    const ends = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
    try {
      for (let attempts = 1; ; attempts++) {
        const left = ends === Infinity ? {} : { timeoutMs: Math.max(1, ends - performance.now()) };
        try {
          for await (const answer of start({ signal, headers, ...left })) {
            yield plain(answer as T);
            attempts = 1;
          }
          return;
        } catch (error) {
          if (!resumes) throw this.failure(error, method, attempts, scope);
          await this.pause(error, { method, attempts, ends, scope });
        }
      }
    } finally {
      scope.release();
    }
  }

  /** Fails every call under way, and those to come, with CLOSED. May be called twice. */
  close(): void {
    this.closed = true;
    for (const controller of this.open)
      controller.abort(new OrdenaCallError('CLOSED', 'the client was closed'));
    this.open.clear();
  }

  private enter(method: string, options: CallOptions): Scope {
    if (this.closed) throw new OrdenaCallError('CLOSED', `${method}: the client is closed`, { method });
    const { timeoutMs, signal: given } = options;
    if (timeoutMs !== undefined) checkTimeout(timeoutMs);
    const policy = options.retry === false ? { attempts: 1 } : (options.retry ?? {});
    const retry = checkRetry(policy, this.defaults.retry);
    const headers = this.headers(options);
    const controller = new AbortController();
    const cancel = (): void => {
      const cause: unknown = given?.reason;
      controller.abort(new OrdenaCallError('CANCELLED', `${method}: given up`, { method, cause }));
    };
    if (given?.aborted === true) cancel();
    // Not AbortSignal.any: it keeps a listener on a signal that lives long for every call it was used in.
    given?.addEventListener('abort', cancel, { once: true });
    this.open.add(controller);
    const release = (): void => {
      given?.removeEventListener('abort', cancel);
      this.open.delete(controller);
    };
    return { signal: controller.signal, headers, policy: retry, release };
  }

  private headers({ traceparent, headers }: CallOptions): Readonly<Record<string, string>> {
    if (traceparent !== undefined && !TRACEPARENT.test(traceparent))
      throw invalidOption('traceparent', 'must be 00-TRACE-SPAN-FLAGS in hexadecimal digits');
    const all = {
      ...this.defaults.headers(),
      ...headers,
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    for (const [name, value] of Object.entries(all))
      if (!HEADER_NAME.test(name) || name.endsWith('-bin') || !HEADER_VALUE.test(value))
        throw invalidOption(
          'headers',
          `cannot carry ${JSON.stringify(name)}: names and values are plain ASCII`,
        );
    return all;
  }

  /** Waits for the next attempt. @throws the failure where there is none. */
  private async pause(
    error: unknown,
    { method, attempts, ends, scope }: { method: string; attempts: number; ends: number; scope: Scope },
  ): Promise<void> {
    const failure = this.failure(error, method, attempts, scope);
    if (!(failure instanceof OrdenaCallError)) throw failure;
    const leftMs = ends - performance.now();
    const decision = decideRetry(failure, { attempts, leftMs, random: Math.random() }, scope.policy);
    if (decision.kind === 'give-up') throw failure;
    try {
      await sleep(decision.delayMs, undefined, { signal: scope.signal });
    } catch {
      // The signal's own reason says more than the sleep's error.
      throw scope.signal.reason;
    }
  }

  private failure(error: unknown, method: string, attempts: number, { signal }: Scope): unknown {
    return signal.aborted ? signal.reason : toCallError(error, method, attempts);
  }
}

/** @throws OrdenaCallError `OPTION_INVALID`. */
export function checkTimeout(timeoutMs: number): void {
  if (!(Number.isFinite(timeoutMs) && timeoutMs > 0))
    throw invalidOption('timeoutMs', 'must be a number of milliseconds above 0');
}
