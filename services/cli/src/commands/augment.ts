import type { Command } from 'commander';

import { wholeNumber } from '../options.js';
import { writeResult } from '../output.js';

interface Options {
  out: string;
  factor: number;
  seed: number;
}

/** `ordena augment FILE --out FILE`: more ways of writing the same orders. */
export function addAugment(program: Command): void {
  program
    .command('augment')
    .description('write a file of orders again with further ways of saying the same; the JSON stays as it is')
    .argument('<file>', 'file (JSON, JSONL, CSV) or folder of orders')
    .requiredOption('-o, --out <file>', 'file to write (.json or .jsonl)')
    .option(
      '--factor <n>',
      'how many versions of each order there are in the end, itself included',
      wholeNumber(2, 4),
      2,
    )
    .option('--seed <n>', 'the same seed gives the same file', wholeNumber(0), 42)
    .action(async (file: string, options: Options) => {
      const { read, written } = await augment(file, options);
      await writeResult(`${String(written)} orders written to ${options.out} from ${String(read)}`);
    });
}

async function augment(
  file: string,
  { out, factor, seed }: Options,
): Promise<{ read: number; written: number }> {
  const [{ readRecords }, { augmentRecords }, { writeRecords }] = await Promise.all([
    import('@ordena/dataset'),
    import('@ordena/augmentation'),
    import('../write-records.js'),
  ]);
  const records = await readRecords(file);
  const augmented = augmentRecords(records, { factor, seed });
  await writeRecords(out, augmented);
  return { read: records.length, written: augmented.length };
}
