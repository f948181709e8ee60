import { PROMPT_PREFIX, PROMPT_SUFFIX, checkPromptFile, formatPrompt } from '@ordena/dataset';
import { DecodeSession, loadAnyModelFolder, type DecodeSessionOptions } from '@ordena/model';
import { OnnxError } from '@ordena/onnx';
import { OrderTokenizer } from '@ordena/tokenization';
import { EngineError } from '../errors.js';
import { TokenMask } from '../grammar/token-mask.js';
import { DecodeRunner } from '../running/decode-runner.js';
import type { Runner } from '../running/runner.js';
import { loadAnswerSchema, type AnswerSchema } from './answer-schema.js';
import { ConstrainedGeneration, FreeGeneration, type Generation } from './generation.js';
import { slotsFor } from './batch-size.js';
import type { ResolvedOptions } from './options.js';
import type { DecodingMode } from './result.js';

/** A prompt in tokens; the first `shared` of them are those of the instruction that all prompts begin with. */
export interface Prompt {
  readonly tokens: readonly number[];
  readonly shared: number;
}

/** Everything that belongs to one version of a model: its weights, words and grammar. */
export class LoadedModel {
  private readonly mask: TokenMask;
  private readonly endTokens: ReadonlySet<number>;
  private readonly bytesOf = (id: number): Uint8Array => this.tokenizer.tokenBytes(id);

  private constructor(
    private readonly tokenizer: OrderTokenizer,
    private readonly prefix: readonly number[],
    readonly runner: Runner,
    endToken: number,
    /** Most tokens of prompt and answer together. */
    readonly maxLength: number,
    /** How many sequences its cache holds at once. */
    readonly slots: number,
    private readonly options: ResolvedOptions,
    private readonly answers: AnswerSchema,
  ) {
    this.endTokens = new Set([endToken, tokenizer.eosId]);
    const silent = new Set([endToken, tokenizer.eosId, tokenizer.padId]);
    const nothing = new Uint8Array();
    this.mask = new TokenMask({
      size: tokenizer.vocabSize,
      eosId: endToken,
      bytes: (id) => (silent.has(id) ? nothing : tokenizer.tokenBytes(id)),
    });
  }

  /**
   * @throws ModelError, TokenizationError, OnnxError: what is wrong with the folder; DatasetError INVALID_FILE when it was
   *   trained with another prompt; EngineError PROVIDER_UNAVAILABLE.
   */
  static async load(options: ResolvedOptions): Promise<LoadedModel> {
    // First, because it costs little and says at once what is wrong.
    const answers = await loadAnswerSchema(options.modelDir, options.grounding);
    await checkPromptFile(options.modelDir);
    const [any, tokenizer] = await Promise.all([
      loadAnyModelFolder(options.modelDir),
      OrderTokenizer.load(options.modelDir),
    ]);
    const { config } = any.model;
    tokenizer.checkFits(config.vocabSize);
    const maxLength = Math.min(options.maxLength, config.maxPositionEmbeddings);
    const slots = slotsFor(config, options.maxBatch);
    const session = await openSession(any, {
      provider: options.provider,
      // One more for the instruction, which is computed once and copied.
      slots: slots + 1,
      maxLength,
      int8Scales: options.int8Scales,
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    const prefix = tokenizer.encode(PROMPT_PREFIX);
    const runner = await DecodeRunner.create(session, prefix);
    const endToken = config.eosTokenId < 0 ? tokenizer.eosId : config.eosTokenId;
    return new LoadedModel(tokenizer, prefix, runner, endToken, maxLength, slots, options, answers);
  }

  /**
   * The prompt of a text. How much of it is the instruction's own tokens is found by comparing: a text may begin with
   * characters that melt with the instruction's last ones.
   */
  prompt(text: string): Prompt {
    const tokens = this.promptTokens(text);
    let shared = 0;
    while (shared < this.prefix.length && tokens[shared] === this.prefix[shared]) shared++;
    return { tokens, shared };
  }

  private promptTokens(text: string): number[] {
    const { tokenizer, prefix } = this;
    if (!tokenizer.spellsToken(text)) return tokenizer.encode(formatPrompt(text));
    return [...prefix, ...tokenizer.encodeForeign(text), ...tokenizer.encode(PROMPT_SUFFIX)];
  }

  /** A fresh answer to a text. */
  generation(text: string, mode: DecodingMode): Generation {
    switch (mode) {
      case 'constrained':
        return new ConstrainedGeneration(
          this.answers.grammar(text),
          this.mask,
          this.bytesOf,
          this.options.jumpForward,
          (json) => this.answers.readOwn(json),
        );
      case 'free':
        return new FreeGeneration(this.endTokens, this.bytesOf, (json) => this.answers.read(json, text));
      default:
        throw new EngineError('INVALID_OPTION', `mode: "${String(mode)}" is neither constrained nor free`);
    }
  }

  async close(): Promise<void> {
    await this.runner.close();
  }
}

async function openSession(
  model: Parameters<typeof DecodeSession.create>[0],
  options: DecodeSessionOptions,
): Promise<DecodeSession> {
  try {
    return await DecodeSession.create(model, options);
  } catch (error) {
    const isMissing = error instanceof OnnxError && error.code === 'PROVIDER_UNAVAILABLE';
    throw isMissing ? EngineError.from(error, 'PROVIDER_UNAVAILABLE') : error;
  }
}
