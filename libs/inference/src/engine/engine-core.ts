import { EngineError } from '../errors.js';
import { lookUpDraft } from '../drafting/prompt-lookup.js';
import { Scheduler, type GuessesOf, type NewSequence } from '../scheduling/scheduler.js';
import type { Plan, StepResult } from '../scheduling/plan.js';
import type { Generation } from './generation.js';
import type { EngineHost, EngineState, Occupancy } from './host.js';
import { LEAST_SLOTS } from './batch-size.js';
import { verifyGuess } from './guess.js';
import { LoadEstimate } from './load-estimate.js';
import { LoadedModel } from './loaded-model.js';
import { resolveOptions, type EngineOptions, type ResolvedOptions } from './options.js';
import { RequestClock } from './request-clock.js';
import type { CanonicalizeResult, RequestOptions } from './result.js';

interface Request {
  readonly generation: Generation;
  readonly tokens: number[];
  readonly promptTokens: number;
  readonly maxTokens: number;
  readonly clock: RequestClock;
  /** Tokens guessed behind those that are known, for the step at hand. */
  guess: readonly number[];
  readonly resolve: (result: CanonicalizeResult) => void;
  readonly reject: (error: EngineError) => void;
}

/**
 * The engine itself, in the thread that calls it: a run of the model blocks this thread, so it is meant for a worker.
 * Requests join and leave between steps.
 */
export class EngineCore implements EngineHost {
  onState?: ((state: EngineState) => void) | undefined;
  private readonly load = new LoadEstimate(performance.now());
  private readonly requests = new Map<number, Request>();
  private readonly scheduler: Scheduler;
  private stepping = false;
  private idle: Promise<void> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly model: LoadedModel,
    private readonly options: ResolvedOptions,
  ) {
    this.scheduler = new Scheduler({
      slots: model.slots,
      crowd: options.maxBatch ?? LEAST_SLOTS,
      maxQueue: options.maxQueue,
      tokenBudget: options.tokenBudget,
      piece: options.piece,
      widestGuess: 1 + options.guesses,
    });
  }

  /** @throws EngineError INVALID_OPTION, or the error of the library that could not load a part of the folder. */
  static async start(options: EngineOptions): Promise<EngineCore> {
    const resolved = resolveOptions(options);
    return new EngineCore(await LoadedModel.load(resolved), resolved);
  }

  get state(): EngineState {
    return this.closed ? 'closed' : 'ready';
  }

  occupancy(): Promise<Occupancy> {
    const { numRunning: running, numWaiting: waiting } = this.scheduler;
    return Promise.resolve({ running, waiting, slots: this.model.slots });
  }

  /**
   * @param id chosen by the caller, for `cancel`; not in use by another request.
   * @throws EngineError EMPTY_TEXT, TEXT_TOO_LONG, INVALID_OPTION, RESOURCE_EXHAUSTED, CANCELLED or CLOSED.
   */
  async canonicalize(id: number, text: string, options: RequestOptions = {}): Promise<CanonicalizeResult> {
    if (this.closed) throw new EngineError('CLOSED', 'the engine is closed');
    const { tokens, shared } = this.readPrompt(text);
    const generation = this.model.generation(text, options.mode ?? 'constrained');
    const maxNew = options.maxNewTokens ?? this.options.maxNewTokens;
    if (!Number.isInteger(maxNew) || maxNew < 1) {
      throw new EngineError('INVALID_OPTION', `maxNewTokens: ${maxNew} is not a positive integer`);
    }
    this.enqueue({ id, length: tokens.length, shared: Math.min(shared, tokens.length - 1) });
    const maxTokens = Math.min(tokens.length + maxNew, this.model.maxLength);
    return new Promise((resolve, reject) => {
      const promptTokens = tokens.length;
      const clock = new RequestClock();
      const own = [...tokens];
      this.requests.set(id, {
        ...{ generation, tokens: own, promptTokens, maxTokens, clock, guess: [] },
        ...{ resolve, reject },
      });
      if (this.stepping) return;
      this.load.begin(performance.now());
      this.idle = this.stepAll();
    });
  }

  /** Ends a request at the next step; its promise rejects with CANCELLED. Nothing happens when it is over already. */
  cancel(id: number): void {
    this.fail(id, new EngineError('CANCELLED', 'the request was cancelled'));
  }

  /** Rejects what is pending and gives the model's memory back. May be called twice. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.onState?.('closed');
    for (const id of [...this.requests.keys()])
      this.fail(id, new EngineError('CLOSED', 'the engine is closed'));
    await this.idle;
    await this.model.close();
  }

  private enqueue(sequence: NewSequence): void {
    const waiting = this.scheduler.numWaiting;
    if (waiting >= this.options.maxQueue) {
      const retryAfterMs = this.load.untilHalf(waiting);
      const message = `${waiting} requests are waiting already: try again in ${retryAfterMs} ms`;
      throw new EngineError('RESOURCE_EXHAUSTED', message, undefined, retryAfterMs);
    }
    this.scheduler.add(sequence);
  }

  private readPrompt(text: string): { tokens: readonly number[]; shared: number } {
    if (text.trim() === '') throw new EngineError('EMPTY_TEXT', 'the text of the order is empty');
    const { maxTextLength } = this.options;
    if (text.length > maxTextLength) {
      const message = `the text has ${text.length} characters, the limit is ${maxTextLength}`;
      throw new EngineError('TEXT_TOO_LONG', message);
    }
    const prompt = this.model.prompt(text);
    if (prompt.tokens.length >= this.model.maxLength) {
      const message = `the text takes ${prompt.tokens.length} tokens, which leaves none of ${this.model.maxLength} for the answer`;
      throw new EngineError('TEXT_TOO_LONG', message);
    }
    return prompt;
  }

  private async stepAll(): Promise<void> {
    this.stepping = true;
    try {
      const guesses: GuessesOf = (id, most) => this.guess(id, most);
      const next = (): Plan | undefined => this.scheduler.schedule(guesses, this.mostRunning());
      for (let plan = next(); plan; plan = next()) {
        const logits = await this.model.runner.run(plan, (id, from, count) => this.tokens(id, from, count));
        const results: StepResult[] = [];
        for (const [id, rows] of logits) {
          const result = this.advance(id, rows);
          if (result) results.push(result);
        }
        this.scheduler.update(results);
      }
    } catch (error) {
      // A failed step leaves the cache in doubt for all that were in it.
      for (const id of [...this.requests.keys()]) this.fail(id, EngineError.from(error));
    } finally {
      // In this turn: the promises just resolved may bring the next request before a callback of ours would run.
      this.stepping = false;
    }
  }

  /** The setting, or what pays. */
  private mostRunning(): number {
    return this.options.maxBatch ?? Math.max(LEAST_SLOTS, this.model.runner.worthwhileRows());
  }

  /** Tokens of a request; one that was cancelled while its step was on its way still has its row filled. */
  private tokens(id: number, from: number, count: number): readonly number[] {
    const request = this.requests.get(id);
    request?.clock.begin();
    if (!request) return new Array<number>(count).fill(0);
    const known = request.tokens.slice(from, from + count);
    return [...known, ...request.guess.slice(0, count - known.length)];
  }

  /** Guesses what follows a request's tokens; says how many tokens of it may stand there. */
  private guess(id: number, most: number): number {
    const request = this.requests.get(id);
    if (!request) return 0;
    const room = request.maxTokens - request.tokens.length - 1;
    const guess = lookUpDraft(request.tokens, Math.min(most, room));
    request.guess = guess.slice(0, request.generation.possible(guess));
    return request.guess.length;
  }

  private advance(id: number, logits: readonly Float32Array[]): StepResult | undefined {
    const request = this.requests.get(id);
    if (!request) return undefined;
    try {
      const room = request.maxTokens - request.tokens.length;
      const { appended, tried, held } = verifyGuess(request.generation, request.guess, logits, room);
      request.guess = [];
      request.clock.step();
      request.tokens.push(...appended);
      const finished = request.generation.finished || appended.length >= room;
      if (finished) this.finish(id, request);
      return { sequence: id, appended: appended.length, tried, held, finished };
    } catch (error) {
      this.fail(id, EngineError.from(error));
      return undefined;
    }
  }

  private finish(id: number, request: Request): void {
    const { generation, tokens, promptTokens, clock } = request;
    const timings = clock.timings();
    const counts = { promptTokens, newTokens: tokens.length - promptTokens, timings };
    const result = generation.result();
    this.requests.delete(id);
    this.load.finish(performance.now());
    if (!generation.finished) {
      request.resolve({ json: result?.json ?? '{}', outcome: 'truncated', fields: [], ...counts });
      return;
    }
    const outcome = result?.value === undefined ? 'invalid' : 'ok';
    request.resolve({ json: '{}', fields: [], ...result, outcome, ...counts });
  }

  private fail(id: number, error: EngineError): void {
    const request = this.requests.get(id);
    if (!request) return;
    this.requests.delete(id);
    this.scheduler.remove(id);
    request.reject(error);
  }
}
