import { join } from 'node:path';

import type { Command } from 'commander';

import { interruptible } from '../interruption.js';
import { modelsFolder } from '../model-choice.js';
import { writeResult } from '../output.js';
import { createProgress } from '../progress.js';

interface PullArguments {
  readonly revision?: string;
  readonly out?: string;
}

/** `ordena models pull`: a model from the Hugging Face hub; a second call goes on where the first one stopped. */
export function addModelsPull(models: Command): void {
  models
    .command('pull')
    .description('bring a model from the Hugging Face hub (HF_TOKEN, HF_ENDPOINT for a mirror)')
    .argument('<model>', 'owner/name, such as Qwen/Qwen3-0.6B-Base')
    .option('--revision <revision>', 'branch, tag or commit')
    .option('--out <dir>', 'the folder to make; by default ORDENA_MODELS/name')
    .action(async (repo: string, { revision, out }: PullArguments) => {
      const { pullModel } = await import('@ordena/hub');
      const outDir = out ?? join(modelsFolder(), repo.split('/').at(-1) ?? repo);
      const { HF_TOKEN: token, HF_ENDPOINT: hubUrl } = process.env;
      const progress = await createProgress('bytes');
      try {
        const { files, bytes } = await interruptible((signal) =>
          pullModel({
            repo,
            outDir,
            signal,
            onProgress: (done, total, file) => progress.update(done, total, file),
            ...(revision === undefined ? {} : { revision }),
            ...(token === undefined || token === '' ? {} : { token }),
            ...(hubUrl === undefined || hubUrl === '' ? {} : { hubUrl }),
          }),
        );
        await writeResult(`${outDir}: ${String(files.length)} files, ${(bytes / 1e6).toFixed(1)} MB`);
      } finally {
        progress.close();
      }
    });
}
