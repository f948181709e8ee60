import { describe, expect, it } from 'vitest';
import { parseModelConfig } from '../config/model-config.js';
import { KvArena } from './kv-arena.js';

const CONFIG = parseModelConfig({
  model_type: 'qwen3',
  hidden_size: 8,
  intermediate_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  num_key_value_heads: 2,
  head_dim: 4,
  vocab_size: 4,
  eos_token_id: 0,
});
/** Numbers of a token: 2 layers, keys and values, 2 heads of 4. */
const WIDTH = 32;

function fill(arena: KvArena, slot: number, length: number): void {
  for (let i = 0; i < length; i++) {
    arena.reserve((arena.lengths[slot] ?? 0) + 1);
    arena.append(slot, Float32Array.from({ length: WIDTH }, (_, at) => slot * 1e5 + i * 100 + at));
  }
}

/** What a graph would see of a slot, put back into the form that was appended. */
function read(arena: KvArena, slot: number, length: number): number[][] {
  const views = Object.entries(arena.views(slot, 1));
  return Array.from({ length }, (_, i) =>
    views.flatMap(([name, { data }]) =>
      [0, 1].flatMap((head) => {
        const kept = (data as Float32Array).slice((head * arena.width + i) * 4).slice(0, 4);
        // Keys are kept multiplied by 1/√4.
        return [...kept].map((x) => (name.endsWith('key') ? x * 2 : x));
      }),
    ),
  );
}

const appended = (slot: number, length: number): number[][] =>
  Array.from({ length }, (_, i) => Array.from({ length: WIDTH }, (_, at) => slot * 1e5 + i * 100 + at));

describe('KvArena', () => {
  it('keeps every sequence whole while slots grow and shrink', () => {
    const arena = new KvArena(CONFIG, 3, 400);
    fill(arena, 0, 30);
    fill(arena, 2, 60);
    expect(arena.width).toBe(64);
    fill(arena, 1, 300);
    expect(arena.width).toBe(384);
    for (const [slot, length] of [[0, 30], [1, 300], [2, 60]] as const) {
      expect(read(arena, slot, length)).toEqual(appended(slot, length));
    }
    arena.clear(1);
    arena.reserve(10);
    expect(arena.width).toBe(64);
    expect(read(arena, 0, 30)).toEqual(appended(0, 30));
    expect(read(arena, 2, 60)).toEqual(appended(2, 60));
  });

  it('copies a prefix, which then goes its own way', () => {
    const arena = new KvArena(CONFIG, 2, 100);
    fill(arena, 1, 20);
    arena.copy(1, 0, 5);
    expect(arena.lengths).toEqual([5, 20]);
    arena.append(0, new Float32Array(WIDTH));
    expect(read(arena, 0, 6)).toEqual([...appended(1, 5), new Array(WIDTH).fill(0)]);
    expect(read(arena, 1, 20)).toEqual(appended(1, 20));
  });

  it('never lays slots out for more than the model takes', () => {
    const arena = new KvArena(CONFIG, 2, 100);
    arena.reserve(100);
    expect(arena.width).toBe(100);
  });
});
