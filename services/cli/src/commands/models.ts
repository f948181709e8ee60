import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { listModels } from '../model-choice.js';
import { table, writeResult } from '../output.js';
import { addModelsExport } from './models-export.js';
import { addModelsImport } from './models-import.js';
import { addModelsPull } from './models-pull.js';
import { addModelsStore, storedModels, type ListedModel } from './models-store.js';

/** `ordena models`: the models that can be asked for by name, and where they come from. */
export function addModels(program: Command): void {
  const models = program.command('models').description('the models that can be asked for by name');
  models
    .command('list')
    .description(
      'list them: the one that comes with Ordena, those in ORDENA_MODELS (~/.ordena/models), then the versions of the ' +
        'model store (ORDENA_STORE, ~/.ordena/store)',
    )
    .option('--json', 'print one line of JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const named = listModels().map(({ name, dir }) => ({
        name,
        dir,
        bytes: folderBytes(dir),
        aliases: [],
      }));
      const rows: ListedModel[] = [...named, ...(await storedModels())];
      if (json === true) await writeResult(JSON.stringify(rows));
      else {
        const lines = rows.map(({ name, bytes, dir, aliases }) => [
          name,
          aliases.join(', '),
          `${(bytes / 1e6).toFixed(1)} MB`,
          dir,
        ]);
        await writeResult(table([['model', 'aliases', 'size', 'folder'], ...lines]));
      }
    });
  addModelsImport(models);
  addModelsExport(models);
  addModelsPull(models);
  addModelsStore(models);
}

function folderBytes(dir: string): number {
  if (!existsSync(dir)) return 0;
  return readdirSync(dir)
    .map((name) => statSync(join(dir, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
