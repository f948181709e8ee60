import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import { defaultModelDir } from '@ordena/default-model/model-dir';

import { CliError } from './errors.js';

/** The name of the model that comes with Ordena. */
export const DEFAULT_MODEL = 'default';

/** A model that can be asked for by name. */
export interface KnownModel {
  name: string;
  dir: string;
}

/** The folder of named models: `ORDENA_MODELS`, by default `.ordena/models` in the home folder. */
export function modelsFolder(): string {
  const folder = process.env['ORDENA_MODELS'];
  return folder === undefined || folder === '' ? join(homedir(), '.ordena', 'models') : resolve(folder);
}

/**
 * Finds the folder of a model.
 *
 * @param choice a folder, or a name in {@link modelsFolder}; `default` is the model that comes with Ordena. Not given:
 * `ORDENA_MODEL`, and without that `default`.
 * @throws CliError `MODEL_NOT_FOUND` that says where it was looked for.
 */
export function resolveModel(
  choice: string | undefined = process.env['ORDENA_MODEL'] || undefined,
): KnownModel {
  if (choice === undefined || choice === DEFAULT_MODEL)
    return { name: DEFAULT_MODEL, dir: defaultModelDir() };
  // A path is a path; only a bare word can be a name too.
  const places = [resolve(choice), ...(/[\\/]/.test(choice) ? [] : [join(modelsFolder(), choice)])];
  const dir = places.find((folder) => isFolder(folder));
  if (dir !== undefined) return { name: basename(dir), dir };
  throw new CliError('MODEL_NOT_FOUND', `no model "${choice}": there is no folder ${places.join(' nor ')}`);
}

/** The model that comes with Ordena, then those in {@link modelsFolder} by name. */
export function listModels(): KnownModel[] {
  const folder = modelsFolder();
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const own = names
    .map((name) => ({ name, dir: join(folder, name) }))
    .filter(({ dir }) => isFolder(dir) && existsSync(join(dir, 'config.json')));
  return [{ name: DEFAULT_MODEL, dir: defaultModelDir() }, ...own];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
