/**
 * Kills a small LoRA run with SIGKILL at random moments, resumes it until it is done, and compares its adapter with that
 * of a run nobody stopped. `npm run endurance -- training-kills` kills 20 times, CI does a few.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const ORDENA = join(ROOT, 'services/cli/bin/ordena.js');
const GOODS = ['tornillos', 'guantes', 'cemento', 'papel', 'leche', 'cable'];

/** What became of the two runs. */
export interface KillReport {
  readonly kills: number;
  /** Kills after which there was a checkpoint to go on from. */
  readonly resumes: number;
  /** Whether the killed run's checkpoint and adapter are those of the whole one, bit for bit. */
  readonly same: boolean;
}

/**
 * @param kills how many processes are killed before the last one is left alone.
 * @param random whole numbers from 0 up to its argument.
 */
export async function killTraining(kills: number, random: (size: number) => number): Promise<KillReport> {
  const folder = await temporaryFolder();
  const base = await tinyModelFolder();
  const data = join(folder.path, 'orders.json');
  const records = Array.from({ length: 16 }, (_, i) => {
    const producto = GOODS[i % GOODS.length] ?? '';
    return {
      id: `k-${i}`,
      natural_language: `Necesito ${i + 2} cajas de ${producto}.`,
      json_data: { producto, cantidad: i + 2 },
    };
  });
  await writeFile(data, JSON.stringify(records));
  const train = (name: string, killAfterMs?: number): Promise<{ killed: boolean; ms: number }> => {
    const out = join(folder.path, name);
    const settings = [
      '--profile',
      'fast',
      '--epochs',
      '2',
      '--threads',
      '1',
      '--checkpoint-every',
      '1',
      '--resume',
    ];
    return run(
      ['train', '--train', data, '--out', out, '--base', base, ...settings],
      folder.path,
      killAfterMs,
    );
  };
  const { ms } = await train('whole');
  let killed = 0;
  let resumes = 0;
  while (killed < kills) {
    // A run that was done early is a moment that was missed: it begins anew, so that there is something to kill.
    const result = await train('killed', Math.round(ms * 0.3) + random(Math.round(ms * 0.6)));
    if (!result.killed) await rm(join(folder.path, 'killed'), { recursive: true });
    else {
      killed++;
      if (existsSync(join(folder.path, 'killed', 'checkpoint.safetensors'))) resumes++;
    }
  }
  await train('killed');
  const [ours, theirs] = await Promise.all(
    ['whole', 'killed'].map((name) => readFile(join(folder.path, name, 'checkpoint.safetensors'))),
  );
  const adapters = await Promise.all(
    ['whole', 'killed'].map((name) =>
      readFile(join(folder.path, name, 'adapter', 'adapter_model.safetensors')),
    ),
  );
  const same =
    ours?.equals(theirs ?? Buffer.alloc(0)) === true &&
    adapters[0]?.equals(adapters[1] ?? Buffer.alloc(0)) === true;
  await folder.remove();
  return { kills: killed, resumes, same };
}

async function run(
  args: readonly string[],
  cache: string,
  killAfterMs?: number,
): Promise<{ killed: boolean; ms: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [ORDENA, ...args], {
    env: { ...process.env, ORDENA_CACHE: cache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => {
      resolve(end);
    });
  });
  clearTimeout(timer);
  if (code !== 0 && signal !== 'SIGKILL')
    throw new Error(`ordena train ended with ${code ?? signal}: ${errors}`);
  return { killed: signal === 'SIGKILL', ms: performance.now() - start };
}
