import type { ScoreReport } from '@ordena/metrics';
import type { ModelConfig } from '@ordena/model';
import type { RecipeSettings } from './settings.js';

/** What a model card tells. */
export interface ModelCardFacts {
  readonly config: ModelConfig;
  readonly settings: RecipeSettings;
  /** Trainable numbers in the model. */
  readonly parameters: number;
  /** Bytes of the quantised weights. */
  readonly bytes: number;
  readonly trainRecords: number;
  /** On the dev part, constrained decoding, through the serving engine. */
  readonly constrained: ScoreReport;
  /** The same with free decoding. */
  readonly free: ScoreReport;
}

/** The model card of the embedded model, as Markdown. */
export function modelCard(facts: ModelCardFacts): string {
  const { config, settings, constrained, free } = facts;
  const number = (value: number): string => value.toFixed(3);
  const fields = Object.entries(constrained.fields)
    .sort(([, a], [, b]) => b.support - a.support)
    .map(
      ([name, f]) =>
        `| \`${name}\` | ${f.support} | ${number(f.precision)} | ${number(f.recall)} | ${number(f.f1)} |`,
    );
  return `# The embedded model

Turns one purchase order in Spanish into canonical JSON (schema v1, \`../data/orders/GUIDE.md\`). Written by
\`npm run train:default\`, which trains, quantises, measures and writes this card.

- Architecture: Qwen3, ${(facts.parameters / 1e6).toFixed(1)} M parameters: ${config.numHiddenLayers} layers, hidden ${config.hiddenSize},
  ${config.numAttentionHeads} query and ${config.numKeyValueHeads} key heads of ${config.headDim}, intermediate ${config.intermediateSize}, vocabulary ${config.vocabSize}, tied head.
- Weights: int8 in blocks, ${(facts.bytes / 1e6).toFixed(1)} MB. Tokenizer: byte-level BPE of its own.
- Trained from scratch by Ordena's trainer: ${settings.steps} optimizer steps of at most ${settings.tokensPerStep} tokens, AdamW, peak rate
  ${settings.learningRate}, cosine, answer-only labels.
- Data: ${facts.trainRecords} hand-written orders (\`../data/orders\`, those whose number does not end in 0) and orders made from them by
  \`../src/generator\`.
- Limits: orders in Spanish of up to about 900 characters; one order per text. It invents no product or client, since those
  strings are restricted to spans of the text, but it can choose the wrong span. Numbers are not restricted.

## On the dev part

The ${constrained.n} hand-written orders whose number ends in 0, never trained on nor used to generate.

| decoding | F1 | micro-F1 | exact match | F1, any item order | invalid |
| --- | --- | --- | --- | --- | --- |
| constrained (default) | ${row(constrained)} |
| free | ${row(free)} |

By field, constrained decoding:

| field | support | precision | recall | F1 |
| --- | --- | --- | --- | --- |
${fields.join('\n')}
`;

  function row(report: ScoreReport): string {
    const { f1, microF1, exactMatch, f1AnyItemOrder, invalid } = report;
    return `${[f1, microF1, exactMatch, f1AnyItemOrder].map(number).join(' | ')} | ${invalid}`;
  }
}
