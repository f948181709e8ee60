/** Run by providers.spec.ts: the same tokens through a small model on a provider. Arguments: provider, profile's prefix. */
import { DecodeSession, quantizeModel, type AnyModel } from '@ordena/model';
import type { ExecutionProvider } from '@ordena/onnx';
import { tinyModel } from '../support/tiny-model.js';

const GREEDY_TOKENS = 20;
const [provider, profilePrefix] = process.argv.slice(2) as [ExecutionProvider, string];

async function run(model: AnyModel): Promise<{ tokens: number[]; logits: number[] }> {
  const session = await DecodeSession.create(model, {
    slots: 3,
    maxLength: 128,
    threads: 1,
    provider,
    profilePrefix: `${profilePrefix}-${model.kind}`,
  });
  const prompt = Array.from({ length: 30 }, (_, i) => (i * 37 + 11) % 400);
  // Slots of different lengths go on side by side, as in the engine.
  let rows = await session.append(0, [
    { tokens: prompt, logits: 1 },
    { tokens: prompt.slice(0, 17), logits: 1 },
  ]);
  const tokens: number[] = [];
  const logits = rows.flatMap((row) => [...row]);
  for (let step = 0; step < GREEDY_TOKENS; step++) {
    const likeliest = rows.map((row) => row.indexOf(Math.max(...row)));
    tokens.push(...likeliest);
    rows = await session.append(
      0,
      likeliest.map((token) => ({ tokens: [token], logits: 1 })),
    );
  }
  await session.close();
  return { tokens, logits };
}

const model = tinyModel();
const float = await run({ kind: 'float', model });
const int8 = await run({ kind: 'int8', model: quantizeModel(model) });
console.log(JSON.stringify({ float, int8 }));
