import { Tokenizer } from '@huggingface/tokenizers';
import { fromByteAlphabet } from './byte-alphabet.js';
import { TokenizationError } from './errors.js';
import { findSpecialIds, type SpecialIds } from './special-ids.js';
import { readTokenizerFiles, type TokenizerFiles } from './tokenizer-files.js';

const NO_BYTES = new Uint8Array();

/** A `tokenizer.json`, run by Hugging Face's tokenizers; byte-level BPE only, as Qwen, Llama 3 and SmolLM use. */
export class OrderTokenizer {
  /** The end of a sequence: what a training row ends with. */
  readonly eosId: number;
  readonly padId: number;
  /** Every id that ends a generation: `eosId` first, then what the model's own files name. */
  readonly stopIds: readonly number[];
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  private plain: Tokenizer | undefined;

  private constructor(
    /** The `tokenizer.json` that was read. */
    readonly file: string,
    private readonly tokenizer: Tokenizer,
    /** One more than the highest token id. */
    readonly vocabSize: number,
    special: SpecialIds,
    private readonly bytes: readonly (Uint8Array | undefined)[],
    private readonly files: TokenizerFiles,
  ) {
    this.eosId = special.eosId;
    this.padId = special.padId;
    this.stopIds = special.stopIds;
  }

  /**
   * @param path a model folder or a `tokenizer.json`. The end and padding tokens are taken from the first beside it that
   * names them: `tokenizer_config.json`, `config.json`, `generation_config.json`; else by their usual names.
   * @throws TokenizationError MISSING_FILE; INVALID_TOKENIZER for broken JSON or another kind of tokenizer.
   */
  static async load(path: string): Promise<OrderTokenizer> {
    const files = await readTokenizerFiles(path);
    const ids = idsByToken(files);
    const special = findSpecialIds(files, ids);
    if (!special)
      throw new TokenizationError('INVALID_TOKENIZER', files.file, 'has no end-of-sequence token');
    let size = 0;
    for (const id of ids.values()) size = Math.max(size, id + 1);
    const beyond = [special.eosId, special.padId].find((id) => id >= size);
    if (beyond !== undefined) {
      const message = `has ${size} tokens, but ${beyond} is named as an end or padding token`;
      throw new TokenizationError('INVALID_TOKENIZER', files.file, message);
    }
    try {
      const tokenizer = new Tokenizer(files.json, files.config);
      return new OrderTokenizer(files.file, tokenizer, size, special, bytesById(files, size), files);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TokenizationError('INVALID_TOKENIZER', files.file, `cannot be used: ${reason}`, cause);
    }
  }

  /**
   * Ids of a text; no token is put before or after. As in the reference implementation, a special token that is spelled
   * out in the text is read as that token.
   */
  encode(text: string): number[] {
    return this.tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /**
   * Ids of a text that others wrote: an added or special token that is spelled out in it is read as the characters that
   * it is, so that no text can end a prompt or pretend to be a part of it.
   */
  encodeForeign(text: string): number[] {
    if (!this.spellsToken(text)) return this.encode(text);
    const { json, config } = this.files;
    this.plain ??= new Tokenizer({ ...json, added_tokens: [] }, config);
    return this.plain.encode(text, { add_special_tokens: false }).ids;
  }

  /** Whether an added or special token is spelled out in a text. */
  spellsToken(text: string): boolean {
    return this.files.json.added_tokens.some(({ content }) => text.includes(content));
  }

  /**
   * The text of ids, special tokens included. Exact: what was encoded comes back, in the normal form of the tokenizer
   * (usually NFC). Bytes that are not UTF-8 become U+FFFD; ids without a token give nothing.
   */
  decode(ids: readonly number[]): string {
    return this.decoder.decode(Buffer.concat(ids.map((id) => this.tokenBytes(id))));
  }

  /** The bytes that a token stands for; a token may be a part of a character. Empty for ids without a token. */
  tokenBytes(id: number): Uint8Array {
    return this.bytes[id] ?? NO_BYTES;
  }

  /** The text of one token; bytes that are no whole character become U+FFFD. */
  tokenText(id: number): string {
    return this.decoder.decode(this.tokenBytes(id));
  }

  /** @throws TokenizationError DOES_NOT_FIT when the tokenizer has ids that a model of this vocabulary lacks. */
  checkFits(vocabSize: number): void {
    if (this.vocabSize <= vocabSize) return;
    const message = `has ${this.vocabSize} tokens, the model only ${vocabSize}: they belong to different models`;
    throw new TokenizationError('DOES_NOT_FIT', this.file, message);
  }
}

function idsByToken({ json }: TokenizerFiles): Map<string, number> {
  const ids = new Map(Object.entries(json.model.vocab));
  for (const { content, id } of json.added_tokens) ids.set(content, id);
  return ids;
}

function bytesById({ json }: TokenizerFiles, size: number): (Uint8Array | undefined)[] {
  const table = new Array<Uint8Array | undefined>(size);
  for (const [token, id] of Object.entries(json.model.vocab)) table[id] = fromByteAlphabet(token);
  const encoder = new TextEncoder();
  // An added token stands for itself, not for bytes of the byte-level alphabet.
  for (const { id, content } of json.added_tokens) table[id] = encoder.encode(content);
  return table;
}
