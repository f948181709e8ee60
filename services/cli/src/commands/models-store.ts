import type { Command } from 'commander';

import type { ModelStore } from '@ordena/model';

import { writeResult } from '../output.js';

/** A row of `ordena models list`. */
export interface ListedModel {
  /** What it is asked for by: a name, or a version of the store. */
  name: string;
  dir: string;
  bytes: number;
  /** The aliases that point to it. */
  aliases: readonly string[];
}

/** `ordena models register, alias, remove`: versions in the model store, which `ordena serve` serves. */
export function addModelsStore(models: Command): void {
  models
    .command('register <folder>')
    .description(
      'copy a model folder into the model store (ORDENA_STORE, ~/.ordena/store) and print its version',
    )
    .option('--name <name>', 'what people call it')
    .option('--alias <alias>', 'an alias that is to point to it, such as candidate or production')
    .action(async (folder: string, { name, alias }: { name?: string; alias?: string }) => {
      const store = await openStore();
      const { version } = await store.register(folder, name === undefined ? {} : { name });
      if (alias !== undefined) await store.setAlias(alias, version);
      await writeResult(version);
    });
  models
    .command('alias <alias> <version>')
    .description('point an alias to a version of the store, or to what another alias points to')
    .action(async (alias: string, wanted: string) => {
      const store = await openStore();
      const { version } = await store.resolve(wanted);
      await store.setAlias(alias, version);
      await writeResult(version);
    });
  models
    .command('remove <version>')
    .description('delete a version from the store; not while an alias points to it')
    .action(async (version: string) => {
      await (await openStore()).remove(version);
    });
}

/** The versions of the store, the oldest first. */
export async function storedModels(): Promise<ListedModel[]> {
  const versions = await (await openStore()).list();
  return versions.map(({ version, dir, files, aliases }) => ({
    name: version,
    dir,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    aliases,
  }));
}

/** Loaded on demand: most commands need no store, and start sooner without it. */
async function openStore(): Promise<ModelStore> {
  const { ModelStore: Store, modelStoreDir } = await import('@ordena/model');
  return Store.open(modelStoreDir());
}
