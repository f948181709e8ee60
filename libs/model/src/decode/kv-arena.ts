import { Tensor, type TensorMap } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { cachedScale, pastName, type CachePart } from './cached-attention.js';

/** Smallest number of tokens a slot is laid out for. */
const SMALLEST_CAPACITY = 64;

interface Slab {
  readonly name: string;
  /** What is stored is multiplied by this. */
  readonly scale: number;
  readonly data: Float32Array;
}

/**
 * Keys and values of the running sequences. Each layer has a slab of keys and one of values, laid out as
 * [slots, kvHeads, capacity, headDim], so that a row of neighbouring slots is a view that a graph reads as it is.
 *
 * Attention reads whole slots, used or not. So `capacity` follows the longest sequence at hand: slots are laid out
 * anew when it has to grow, or may shrink by half.
 */
export class KvArena {
  readonly lengths: number[];
  private capacity = SMALLEST_CAPACITY;
  private readonly slabs: Slab[];
  private readonly heads: number;
  private readonly headDim: number;

  /**
   * @param maxLength most tokens a slot may hold. Memory is taken only as it is written.
   */
  constructor(
    config: ModelConfig,
    readonly slots: number,
    readonly maxLength: number,
  ) {
    this.heads = config.numKeyValueHeads;
    this.headDim = config.headDim;
    this.lengths = new Array<number>(slots).fill(0);
    const size = slots * this.heads * Math.max(maxLength, SMALLEST_CAPACITY) * this.headDim;
    this.slabs = Array.from({ length: config.numHiddenLayers }).flatMap((_, layer) =>
      (['key', 'value'] satisfies CachePart[]).map((part) => ({
        name: pastName(layer, part),
        scale: cachedScale(part, config.headDim),
        data: new Float32Array(size),
      })),
    );
  }

  /** Tokens that each slot is laid out for at present. */
  get width(): number {
    return this.capacity;
  }

  /** Lays the slots out for sequences of up to `length` tokens. */
  reserve(length: number): void {
    const wanted = Math.max(length, ...this.lengths);
    if (wanted > this.capacity) this.layOut(this.capacityFor(wanted));
    else if (this.capacityFor(wanted) * 2 <= this.capacity) this.layOut(this.capacityFor(wanted));
  }

  /** The cache inputs of a graph over `count` slots from `first` on. */
  views(first: number, count: number): TensorMap {
    const slotSize = this.heads * this.capacity * this.headDim;
    const dims = [1, count, this.heads, 1, this.capacity, this.headDim];
    const views: TensorMap = {};
    for (const { name, data } of this.slabs) {
      views[name] = new Tensor('float32', data.subarray(first * slotSize, (first + count) * slotSize), dims);
    }
    return views;
  }

  /**
   * Appends a token to a slot.
   *
   * @param appended of the token: for each layer its keys, then its values.
   */
  append(slot: number, appended: Float32Array): void {
    const { heads, headDim, capacity } = this;
    const length = this.lengths[slot] ?? 0;
    let from = 0;
    for (const { data, scale } of this.slabs) {
      for (let head = 0; head < heads; head++, from += headDim) {
        const to = ((slot * heads + head) * capacity + length) * headDim;
        for (let i = 0; i < headDim; i++) data[to + i] = scale * (appended[from + i] ?? 0);
      }
    }
    this.lengths[slot] = length + 1;
  }

  /** Copies the first `length` tokens of one slot into another, which then holds just those. */
  copy(from: number, to: number, length: number): void {
    const { heads, headDim, capacity } = this;
    for (const { data } of this.slabs) {
      for (let head = 0; head < heads; head++) {
        const start = (from * heads + head) * capacity * headDim;
        data.copyWithin((to * heads + head) * capacity * headDim, start, start + length * headDim);
      }
    }
    this.lengths[to] = length;
  }

  /** Forgets what a slot holds behind its first `length` tokens. */
  truncate(slot: number, length: number): void {
    this.lengths[slot] = Math.min(this.lengths[slot] ?? 0, length);
  }

  /** Empties a slot. */
  clear(slot: number): void {
    this.lengths[slot] = 0;
  }

  /** Powers of two and their halves between: 64, 96, 128, 192 … */
  private capacityFor(length: number): number {
    let capacity = SMALLEST_CAPACITY;
    while (capacity < length) capacity = Number.isInteger(Math.log2(capacity)) ? capacity * 1.5 : (capacity / 3) * 4;
    return Math.max(SMALLEST_CAPACITY, Math.min(capacity, this.maxLength));
  }

  /** Moves every sequence to where it lies under another capacity: from the far end when slots move apart. */
  private layOut(capacity: number): void {
    const { heads, headDim } = this;
    const blocks = this.lengths.flatMap((length, slot) =>
      Array.from({ length: length === 0 ? 0 : heads }, (_, head) => ({ index: slot * heads + head, length })),
    );
    if (capacity > this.capacity) blocks.reverse();
    for (const { data } of this.slabs) {
      for (const { index, length } of blocks) {
        const from = index * this.capacity * headDim;
        data.copyWithin(index * capacity * headDim, from, from + length * headDim);
      }
    }
    this.capacity = capacity;
  }
}
