import { OrderTokenizer, saveTokenizer, TokenizationError, trainBpe } from '@ordena/tokenization';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SPECIAL = { eosToken: '<|endoftext|>', padToken: '<|pad|>', maxLength: 64 };
const json = trainBpe({
  texts: ['una caja de clavos', 'una caja de té'],
  vocabSize: 280,
  specialTokens: [SPECIAL.eosToken, SPECIAL.padToken],
  addedTokens: [],
});

describe('the files of a tokenizer', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ordena-tokenizer-'));
    file = join(folder, 'tokenizer.json');
    await saveTokenizer(folder, json, SPECIAL);
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function failure(path: string): Promise<TokenizationError> {
    const error: unknown = await OrderTokenizer.load(path).catch((caught: unknown) => caught);
    if (!(error instanceof TokenizationError))
      throw new Error('a TokenizationError was expected', { cause: error });
    return error;
  }

  it('are found in a folder and by name', async () => {
    for (const path of [folder, file]) expect((await OrderTokenizer.load(path)).eosId).toBe(0);
  });

  it('may lack tokenizer_config.json', async () => {
    await rm(join(folder, 'tokenizer_config.json'));
    const tokenizer = await OrderTokenizer.load(folder);
    expect([tokenizer.eosId, tokenizer.padId]).toEqual([0, 1]);
  });

  it('stop where generation_config.json says, too', async () => {
    await writeFile(join(folder, 'generation_config.json'), '{"eos_token_id":[1,0]}');
    expect((await OrderTokenizer.load(folder)).stopIds).toEqual([0, 1]);
  });

  it('are missing', async () => {
    expect(await failure(join(folder, 'nowhere'))).toMatchObject({ code: 'MISSING_FILE' });
    await rm(file);
    expect(await failure(folder)).toMatchObject({ code: 'MISSING_FILE', where: file });
  });

  it.each([
    ['{"model":', /not JSON/],
    ['[]', /expected object/],
    ['{"model":{"type":"WordPiece","vocab":{}}}', /model\/type/],
    ['{"model":{"type":"BPE","vocab":{"a":0.5}},"decoder":{"type":"ByteLevel"}}', /model\/vocab\/a/],
    ['{"model":{"type":"BPE","vocab":{"▁a":0}},"decoder":{"type":"Metaspace"}}', /byte-level/],
    ['{"model":{"type":"BPE","vocab":{"a":0}},"decoder":{"type":"ByteLevel"}}', /end-of-sequence/],
  ])('are refused when they are %j', async (text, message) => {
    await rm(join(folder, 'tokenizer_config.json'));
    await writeFile(file, text);
    const error = await failure(folder);
    expect(error).toMatchObject({ code: 'INVALID_TOKENIZER', where: file });
    expect(error.message).toMatch(message);
  });

  it('are refused when their end is outside of the vocabulary', async () => {
    await rm(join(folder, 'tokenizer_config.json'));
    await writeFile(join(folder, 'config.json'), '{"eos_token_id":99999}');
    expect((await failure(folder)).message).toMatch(/99999/);
  });

  it('do not fit a smaller model', async () => {
    const tokenizer = await OrderTokenizer.load(folder);
    const size = tokenizer.vocabSize;
    tokenizer.checkFits(size);
    expect(() => {
      tokenizer.checkFits(size - 1);
    }).toThrow(expect.objectContaining({ code: 'DOES_NOT_FIT', where: file }));
  });

  it('are written whole, with nothing left aside', async () => {
    const config = JSON.parse(await readFile(join(folder, 'tokenizer_config.json'), 'utf8')) as unknown;
    expect(config).toMatchObject({ eos_token: '<|endoftext|>', pad_token: '<|pad|>', model_max_length: 64 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(json)));
  });
});
