import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { ServiceError } from './errors.js';

const NAME = /^(ORDENA|OTEL)_[A-Z\d_]+$/;

/**
 * Reads variables from a YAML or JSON file: a mapping from their names to text, numbers or booleans.
 *
 * @returns values as text; faults by name, to be told together with those of the environment.
 * @throws ServiceError `CONFIG_INVALID` when the file cannot be read or is no mapping.
 */
export function readConfigFile(file: string): { values: Record<string, string>; faults: string[] } {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ServiceError('CONFIG_INVALID', `ORDENA_CONFIG: cannot read ${file}: ${why}`, {
      cause: error,
      field: 'ORDENA_CONFIG',
    });
  }
  return toVariables(content, file);
}

/** @param content what the file holds. */
export function toVariables(
  content: unknown,
  file: string,
): { values: Record<string, string>; faults: string[] } {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new ServiceError('CONFIG_INVALID', `${file} must hold names and values`, {
      field: 'ORDENA_CONFIG',
    });
  }
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(content) as [string, unknown][]) {
    if (!NAME.test(name)) faults.push(`${name} in ${file}: is not the name of a variable`);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      values[name] = String(value);
    else faults.push(`${name} in ${file}: must be text, a number, true or false`);
  }
  return { values, faults };
}
