/**
 * What int8 costs in exactness: `node test/dist/bench/int8-loss.js FLOAT_FOLDER INT8_FOLDER` reads the hand-written orders
 * with a model and with its int8 folder, and prints how far the int8 predictions are from the float ones, with scales by
 * block and by row: the mean divergence (nats a token), how often both would choose the same token, and both perplexities.
 */
import { isDevRecord, readRecords } from '@ordena/dataset';
import { ordersDir } from '@ordena/default-model';
import { DecodeSession, loadAnyModelFolder, type Int8Scales } from '@ordena/model';
import { OrderTokenizer } from '@ordena/tokenization';
import { BenchError } from './sample-process.js';
import { THREADS } from './serving-job.js';
import { runCommand } from './settings.js';

const TEXTS = 24;
const LONGEST = 160;

await runCommand(async () => {
  const [floatFolder, int8Folder] = process.argv.slice(2);
  if (floatFolder === undefined || int8Folder === undefined)
    throw new BenchError('FLOAT_FOLDER and INT8_FOLDER are needed');
  const tokenizer = await OrderTokenizer.load(floatFolder);
  const records = (await readRecords(ordersDir())).filter(({ id }) => isDevRecord(id));
  const texts = records.slice(0, TEXTS).map(({ text }) => tokenizer.encode(text).slice(0, LONGEST));
  const exact = await predictions(floatFolder, texts);
  for (const scales of ['blocks', 'rows'] as const) {
    const rounded = await predictions(int8Folder, texts, scales);
    let [divergence, same, lossExact, lossRounded] = [0, 0, 0, 0];
    const count = exact.length;
    exact.forEach(({ logProbs: p, next }, i) => {
      const q = rounded[i]?.logProbs ?? new Float32Array();
      p.forEach((logP, id) => (divergence += Math.exp(logP) * (logP - (q[id] ?? NaN))));
      if (p.indexOf(Math.max(...p)) === q.indexOf(Math.max(...q))) same++;
      lossExact -= p[next] ?? NaN;
      lossRounded -= q[next] ?? NaN;
    });
    const perplexities = [lossExact, lossRounded].map((loss) => Math.exp(loss / count).toFixed(2));
    console.log(
      `${scales}: ${count} tokens, divergence ${(divergence / count).toFixed(4)}, same choice ${((100 * same) / count).toFixed(1)} %, ` +
        `perplexity ${perplexities[0]} with floats, ${perplexities[1]} with int8`,
    );
  }
});

interface Prediction {
  readonly logProbs: Float32Array;
  /** The token that follows. */
  readonly next: number;
}

async function predictions(
  folder: string,
  texts: readonly number[][],
  int8Scales?: Int8Scales,
): Promise<Prediction[]> {
  const session = await DecodeSession.create(await loadAnyModelFolder(folder), {
    slots: 1,
    maxLength: LONGEST,
    threads: THREADS,
    ...(int8Scales === undefined ? {} : { int8Scales }),
  });
  const all: Prediction[] = [];
  for (const tokens of texts) {
    const logits = await session.append(0, [{ tokens: tokens.slice(0, -1), logits: tokens.length - 1 }]);
    logits.forEach((row, i) => all.push({ logProbs: logSoftmax(row), next: tokens[i + 1] ?? 0 }));
    session.clearSlot(0);
  }
  await session.close();
  return all;
}

function logSoftmax(row: Float32Array): Float32Array {
  const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
  return row.map((value) => value - largest - Math.log(sum));
}
