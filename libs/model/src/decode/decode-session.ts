import { OnnxSession, Tensor, serializeModel, type SessionOptions } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import type { AnyModel } from '../quantize/quantized-folder.js';
import { SHORT_ROW } from './cached-attention.js';
import { DECODE_INPUTS, DECODE_OUTPUTS, buildDecodeGraph, type DecodeGraphOptions } from './decode-graph.js';
import { KvArena } from './kv-arena.js';

export interface DecodeSessionOptions extends SessionOptions, DecodeGraphOptions {
  /** How many sequences the cache holds at once. */
  readonly slots: number;
  /** Tokens per slot, prompt and answer together. */
  readonly maxLength: number;
}

/** New tokens of one slot. */
export interface DecodeRow {
  /** Appended to the slot; none leaves it as it is. */
  readonly tokens: readonly number[];
  /** The last so many of the tokens get logits. Default 0. */
  readonly logits?: number;
}

/** Scores of this size vanish in a softmax and stay finite in float32. */
const MASKED = -1e9;

/** Processors without VNNI otherwise add products of codes in 16 bits, which may overflow. */
const EXACT_SUMS = { session: { x64quantprecision: '1' } };

/**
 * A model ready to decode: its session and the cache of its sequences.
 *
 * ```ts
 * const session = await DecodeSession.create(model, { slots: 4, maxLength: 512 });
 * const [logits] = await session.append(0, [{ tokens: promptIds, logits: 1 }]);
 * ```
 */
export class DecodeSession {
  private readonly arena: KvArena;

  private constructor(
    private readonly session: OnnxSession,
    readonly config: ModelConfig,
    options: DecodeSessionOptions,
  ) {
    this.arena = new KvArena(config, options.slots, options.maxLength);
  }

  /** @throws OnnxError SESSION_FAILED when ONNX Runtime refuses the graph. */
  static async create(model: AnyModel, options: DecodeSessionOptions): Promise<DecodeSession> {
    const { slots: _slots, maxLength, int8Scales, greedy, ...sessionOptions } = options;
    const bytes = serializeModel(buildDecodeGraph(model, maxLength, { int8Scales, greedy }));
    const label = `decode graph (${model.kind})`;
    const session = await OnnxSession.create(bytes, label, { extra: EXACT_SUMS, ...sessionOptions });
    return new DecodeSession(session, model.model.config, options);
  }

  get slots(): number {
    return this.arena.slots;
  }

  get maxLength(): number {
    return this.arena.maxLength;
  }

  /** Tokens that a slot holds. */
  length(slot: number): number {
    return this.arena.lengths[slot] ?? 0;
  }

  /**
   * Runs the model once over new tokens of neighbouring slots and appends them. Rows are padded to the longest, so
   * rows of one call should be about as long as each other.
   *
   * @param first the slot of the first row.
   * @returns a row of `vocabSize` logits for each token that asked for them, in order.
   */
  async append(first: number, rows: readonly DecodeRow[]): Promise<Float32Array[]> {
    const { vocabSize } = this.config;
    const [count, logits] = await this.step(first, rows, DECODE_OUTPUTS.logits);
    return Array.from({ length: count }, (_, i) =>
      (logits.data as Float32Array).subarray(i * vocabSize, (i + 1) * vocabSize),
    );
  }

  /**
   * Like `append`, but gives the likeliest token instead of the logits, which then need not leave the graph. Only for a
   * session made `greedy`.
   */
  async appendGreedy(first: number, rows: readonly DecodeRow[]): Promise<number[]> {
    const [count, likeliest] = await this.step(first, rows, DECODE_OUTPUTS.likeliest);
    return Array.from((likeliest.data as BigInt64Array).subarray(0, count), Number);
  }

  private async step(first: number, rows: readonly DecodeRow[], wanted: string): Promise<[count: number, output: Tensor]> {
    const { arena } = this;
    const batch = rows.length;
    const tokens = Math.max(...rows.map((row) => row.tokens.length));
    arena.reserve(Math.max(...rows.map((row, b) => this.length(first + b) + row.tokens.length)));
    const ids = new BigInt64Array(batch * tokens);
    const positions = new BigInt64Array(batch * tokens);
    const selected: number[] = [];
    rows.forEach((row, b) => {
      const length = this.length(first + b);
      row.tokens.forEach((token, s) => {
        const place = s * batch + b;
        ids[place] = BigInt(token);
        positions[place] = BigInt(length + s);
        if (s >= row.tokens.length - (row.logits ?? 0)) selected.push(place);
      });
    });
    const [vectors, height] = tokens <= SHORT_ROW ? [tokens, 1] : [1, tokens];
    const maskDims = [vectors, batch, 1, 1, height, arena.width + tokens];
    // The graph's head wants a row to work on even when nobody wants logits.
    const gathered = selected.length === 0 ? [0] : selected;
    const feeds = {
      [DECODE_INPUTS.ids]: new Tensor('int64', ids, [batch * tokens]),
      [DECODE_INPUTS.positions]: new Tensor('int64', positions, [batch * tokens, 1]),
      [DECODE_INPUTS.mask]: new Tensor('float32', this.mask(first, rows, tokens, height), maskDims),
      [DECODE_INPUTS.queryGrid]: int64s([height, vectors, batch]),
      [DECODE_INPUTS.keyGrid]: int64s([tokens, 1, batch]),
      [DECODE_INPUTS.widths]: int64s([arena.width, tokens]),
      [DECODE_INPUTS.selected]: int64s(gathered),
      ...arena.views(first, batch),
    };
    const results = await this.session.run(feeds, [wanted, DECODE_OUTPUTS.appended]);
    this.store(first, rows, tokens, results[DECODE_OUTPUTS.appended]?.data as Float32Array);
    return [selected.length, results[wanted] as Tensor];
  }

  /** Copies the first `length` tokens of one slot into another, which then holds just those. */
  copySlot(from: number, to: number, length: number): void {
    this.arena.copy(from, to, length);
  }

  /** Forgets what a slot holds behind its first `length` tokens. */
  truncate(slot: number, length: number): void {
    this.arena.truncate(slot, length);
  }

  /** Empties a slot. */
  clearSlot(slot: number): void {
    this.arena.clear(slot);
  }

  /** Gives the session's memory back. May be called twice. */
  async close(): Promise<void> {
    await this.session.close();
  }

  private store(first: number, rows: readonly DecodeRow[], tokens: number, appended: Float32Array): void {
    const width = appended.length / (rows.length * tokens);
    rows.forEach((row, b) => {
      row.tokens.forEach((_, s) => {
        const start = (s * rows.length + b) * width;
        this.arena.append(first + b, appended.subarray(start, start + width));
      });
    });
  }

  /** A token looks at all that its slot holds, at itself and at the new tokens before it. */
  private mask(first: number, rows: readonly DecodeRow[], tokens: number, height: number): Float32Array {
    const { width } = this.arena;
    const columns = width + tokens;
    const mask = new Float32Array(rows.length * tokens * columns);
    for (let b = 0; b < rows.length; b++) {
      const length = this.length(first + b);
      for (let s = 0; s < tokens; s++) {
        const start = (height === 1 ? s * rows.length + b : b * tokens + s) * columns;
        mask.fill(MASKED, start + length, start + width);
        mask.fill(MASKED, start + width + s + 1, start + columns);
      }
    }
    return mask;
  }
}

function int64s(values: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
}
