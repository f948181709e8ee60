import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, expectedTensors, importModel, readGguf, type WeightTensor } from '@ordena/model';
import { OrderTokenizer, TokenizationError, trainBpe } from '@ordena/tokenization';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ggufBytes, type WrittenGguf, type WrittenTensor } from '../support/gguf-writer.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { TINY_CONFIG } from '../support/tiny-model.js';

/** Hugging Face's parts of a layer, and GGUF's. */
const PARTS = {
  input_layernorm: 'attn_norm',
  'self_attn.q_proj': 'attn_q',
  'self_attn.k_proj': 'attn_k',
  'self_attn.v_proj': 'attn_v',
  'self_attn.q_norm': 'attn_q_norm',
  'self_attn.k_norm': 'attn_k_norm',
  'self_attn.o_proj': 'attn_output',
  post_attention_layernorm: 'ffn_norm',
  'mlp.gate_proj': 'ffn_gate',
  'mlp.up_proj': 'ffn_up',
  'mlp.down_proj': 'ffn_down',
} as const;

/** A Qwen3 of the tiny size, whose tensors are all 0.5, and its tokenizer. */
function tinyGguf(): WrittenGguf {
  const { vocab, merges } = (
    trainBpe({
      texts: ['cajas de guantes'],
      vocabSize: 270,
      specialTokens: ['<|endoftext|>', '<|pad|>'],
      addedTokens: [],
    }) as {
      model: { vocab: Record<string, number>; merges: [string, string][] };
    }
  ).model;
  const tokens = Object.keys(vocab).sort((a, b) => (vocab[a] ?? 0) - (vocab[b] ?? 0));
  const config = { ...TINY_CONFIG, vocabSize: tokens.length };
  const tensors = [...expectedTensors(config)].map(([name, dims]): WrittenTensor => {
    const values = dims.reduce((product, d) => product * d, 1);
    const bytes = new Uint8Array(new Float32Array(values).fill(0.5).buffer);
    return { name: ggufName(name), dims: [...dims].reverse(), type: 0, bytes };
  });
  const metadata = {
    'general.architecture': 'qwen3',
    'general.alignment': 32,
    'qwen3.block_count': config.numHiddenLayers,
    'qwen3.context_length': config.maxPositionEmbeddings,
    'qwen3.embedding_length': config.hiddenSize,
    'qwen3.feed_forward_length': config.intermediateSize,
    'qwen3.attention.head_count': config.numAttentionHeads,
    'qwen3.attention.head_count_kv': config.numKeyValueHeads,
    'qwen3.attention.key_length': config.headDim,
    'qwen3.attention.layer_norm_rms_epsilon': 1e-6,
    'qwen3.rope.freq_base': 50_000,
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': tokens.map((token) => (token.startsWith('<|') ? 3 : 1)),
    'tokenizer.ggml.merges': merges.map((pair) => pair.join(' ')),
    'tokenizer.ggml.eos_token_id': vocab['<|endoftext|>'] ?? -1,
    'tokenizer.ggml.padding_token_id': vocab['<|pad|>'] ?? -1,
  };
  return { metadata, tensors };
}

function ggufName(name: string): string {
  const whole = {
    'model.embed_tokens.weight': 'token_embd.weight',
    'model.norm.weight': 'output_norm.weight',
  };
  const [, layer, part] = /^model\.layers\.(\d+)\.(.+)\.weight$/.exec(name) ?? [];
  return layer === undefined
    ? whole[name as keyof typeof whole]
    : `blk.${layer}.${PARTS[part as keyof typeof PARTS]}.weight`;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let good: WrittenGguf;
beforeAll(async () => {
  folder = await temporaryFolder();
  good = tinyGguf();
});
afterAll(async () => folder.remove());

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder.path, name);
  await writeFile(file, bytes);
  return file;
}

/** The file with metadata changed; undefined takes a key away. */
function changed(
  change: Record<string, number | boolean | string | number[] | string[] | undefined>,
): WrittenGguf {
  const all = Object.entries({ ...good.metadata, ...change });
  const metadata = Object.fromEntries(
    all.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return { ...good, metadata };
}

/** The file with one tensor changed. */
function retensored(name: string, change: Partial<WrittenTensor>): WrittenGguf {
  return { ...good, tensors: good.tensors.map((one) => (one.name === name ? { ...one, ...change } : one)) };
}

describe('a GGUF file', () => {
  it('is read as it was written', async () => {
    const file = await write('good.gguf', ggufBytes(good));
    const seen: [string, WeightTensor][] = [];
    const { config } = await readGguf(file, (name, tensor) => seen.push([name, tensor]));
    expect(config).toMatchObject({ architecture: 'qwen3', headDim: 32, ropeTheta: 50_000, rmsNormEps: 1e-6 });
    expect(new Map(seen.map(([name, { dims }]) => [name, dims]))).toEqual(expectedTensors(config));
    expect(seen.every(([, { data }]) => data.every((value) => value === 0.5))).toBe(true);
    const out = join(folder.path, 'made');
    await importModel(file, out);
    const tokenizer = await OrderTokenizer.load(out);
    expect(tokenizer.decode(tokenizer.encode('20 cajas'))).toBe('20 cajas');
  });

  it.each<[string, () => WrittenGguf, string, string | undefined, RegExp]>([
    ['of version 1', () => ({ ...good, version: 1 }), 'UNSUPPORTED', 'version', /version 1/],
    ['of big-endian order', () => ({ ...good, version: 0x03000000 }), 'UNSUPPORTED', 'version', /version/],
    [
      'that claims 10¹² tensors',
      () => ({ ...good, claimed: { tensors: 10n ** 12n } }),
      'INVALID_WEIGHTS',
      undefined,
      /1000000000000 tensors/,
    ],
    [
      'that claims 2⁶⁰ entries',
      () => ({ ...good, claimed: { entries: 2n ** 60n } }),
      'INVALID_WEIGHTS',
      undefined,
      /no such file/,
    ],
    [
      'in a number format that is not read',
      () => retensored('blk.0.ffn_up.weight', { type: 12 }),
      'UNSUPPORTED',
      'blk.0.ffn_up.weight',
      /Q4_K/,
    ],
    [
      'in a number format that is not known',
      () => retensored('blk.0.ffn_up.weight', { type: 99 }),
      'UNSUPPORTED',
      'blk.0.ffn_up.weight',
      /number 99/,
    ],
    [
      'of rows that are no whole blocks',
      () => retensored('output_norm.weight', { dims: [33], type: 8 }),
      'INVALID_WEIGHTS',
      'output_norm.weight',
      /Q8_0/,
    ],
    [
      'whose tensor is endless',
      () => retensored('output_norm.weight', { dims: [2 ** 31, 2 ** 31] }),
      'INVALID_WEIGHTS',
      'output_norm.weight',
      /cannot be/,
    ],
    [
      'whose tensor lies behind its end',
      () => retensored('output_norm.weight', { offset: 1 << 30 }),
      'INVALID_WEIGHTS',
      'output_norm.weight',
      /truncated/,
    ],
    [
      'whose tensors overlap',
      () => retensored('blk.0.attn_q.weight', { offset: 0 }),
      'INVALID_WEIGHTS',
      undefined,
      /overlaps/,
    ],
    [
      'whose tensor is not aligned',
      () => retensored('blk.0.attn_q.weight', { offset: 1 }),
      'INVALID_WEIGHTS',
      'blk.0.attn_q.weight',
      /multiple of 32/,
    ],
    [
      'that lacks a tensor',
      () => ({ ...good, tensors: good.tensors.filter(({ name }) => name !== 'blk.1.attn_k.weight') }),
      'INVALID_WEIGHTS',
      'model.layers.1.self_attn.k_proj.weight',
      /missing/,
    ],
    [
      'with a tensor of its own',
      () => retensored('blk.1.attn_k.weight', { name: 'blk.1.attn_k.bias' }),
      'UNSUPPORTED',
      'blk.1.attn_k.bias',
      /no place/,
    ],
    [
      'with a shape that does not fit',
      () => changed({ 'qwen3.feed_forward_length': 128 }),
      'INVALID_WEIGHTS',
      'model.layers.0.mlp.gate_proj.weight',
      /96,64/,
    ],
    [
      'of another architecture',
      () => changed({ 'general.architecture': 'mamba' }),
      'UNSUPPORTED',
      'general.architecture',
      /mamba/,
    ],
    [
      'with scaled rotary angles',
      () => changed({ 'qwen3.rope.scaling.type': 'yarn' }),
      'UNSUPPORTED',
      'qwen3.rope.scaling.type',
      /yarn/,
    ],
    [
      'that lacks a size',
      () => changed({ 'qwen3.embedding_length': undefined }),
      'INVALID_CONFIG',
      'qwen3.embedding_length',
      /missing/,
    ],
    [
      'with a list for a size',
      () => changed({ 'qwen3.block_count': [1, 2] }),
      'INVALID_CONFIG',
      'qwen3.block_count',
      /one number/,
    ],
    [
      'without a tokenizer',
      () => changed({ 'tokenizer.ggml.tokens': undefined }),
      'INVALID_CONFIG',
      'tokenizer.ggml.tokens',
      /missing/,
    ],
  ])('%s is refused', async (name, make, code, key, message) => {
    const file = await write(`${name}.gguf`, ggufBytes(make()));
    const out = join(folder.path, `out of ${name}`);
    const error: unknown = await importModel(file, out).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code, file, ...(key === undefined ? {} : { key }) });
    expect((error as Error).message).toMatch(message);
    expect((await readdir(folder.path)).filter((entry) => entry.startsWith('out of'))).toEqual([]);
  });

  it.each([
    ['another kind', { 'tokenizer.ggml.model': 'llama' }, /tokenizer\.ggml\.model.*no byte-level BPE/],
    ['an unknown cut', { 'tokenizer.ggml.pre': 'tekken' }, /tokenizer\.ggml\.pre.*"tekken" is not supported/],
    ['merges of no tokens', { 'tokenizer.ggml.merges': ['zz qq'] }, /number 0, "zz qq"/],
    ['types that do not fit', { 'tokenizer.ggml.token_type': [1, 1] }, /2 entries/],
    ['no end', { 'tokenizer.ggml.eos_token_id': undefined }, /eos_token_id.*names no token/],
  ])('whose tokenizer has %s is refused', async (name, change, message) => {
    const file = await write(`${name}.gguf`, ggufBytes(changed(change)));
    const error: unknown = await importModel(file, join(folder.path, 'out')).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(TokenizationError);
    expect((error as TokenizationError).code).toBe('INVALID_TOKENIZER');
    expect((error as Error).message).toMatch(message);
  });

  it('cut off anywhere is refused, and leaves nothing', async () => {
    const bytes = ggufBytes(good);
    const lengths = Array.from({ length: 40 }, (_, i) => Math.floor((bytes.byteLength * i) / 40));
    for (const length of lengths) {
      const file = await write('cut.gguf', bytes.subarray(0, length));
      await expect(
        importModel(file, join(folder.path, 'cut'), { quantize: 'int8' }),
        `${length} bytes`,
      ).rejects.toMatchObject({
        name: 'ModelError',
        code: 'INVALID_WEIGHTS',
        file,
      });
    }
    expect(
      (await readdir(folder.path)).filter((entry) => entry === 'cut' || entry.includes('importing')),
    ).toEqual([]);
  });

  it('with a value that is no number is refused', async () => {
    const bytes = new Uint8Array(Float32Array.from({ length: 64 }, (_, i) => (i === 7 ? NaN : 1)).buffer);
    const file = await write('nan.gguf', ggufBytes(retensored('output_norm.weight', { bytes })));
    await expect(importModel(file, join(folder.path, 'nan'))).rejects.toMatchObject({
      key: 'model.norm.weight',
    });
  });

  it('is not written over a folder that holds something', async () => {
    const file = await write('good.gguf', ggufBytes(good));
    const out = join(folder.path, 'taken');
    await importModel(file, out);
    const before = await readFile(join(out, 'config.json'));
    await expect(importModel(file, out)).rejects.toMatchObject({ code: 'WRITE_FAILED', file: out });
    expect(await readFile(join(out, 'config.json'))).toEqual(before);
  });

  it('that is not there is named', async () => {
    const source = join(folder.path, 'none.gguf');
    await expect(importModel(source, join(folder.path, 'x'))).rejects.toMatchObject({
      code: 'MISSING_FILE',
      file: source,
    });
  });
});
