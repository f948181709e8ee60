import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What is known of a version beside its files. Not part of its hash. */
export interface VersionMetadata {
  /** For people: "pedidos de marzo". */
  readonly name?: string | undefined;
  /** Id of the training run that made it. */
  readonly runId?: string | undefined;
  /** The model that training started from. */
  readonly base?: string | undefined;
  /** Scores by name ("f1", "exact_match"), 0 to 1. */
  readonly scores?: Readonly<Record<string, number>> | undefined;
  /** Anything else. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A file of a version. */
export interface StoredFile {
  /** Path in the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal. */
  readonly sha256: string;
}

/** What the store writes beside the files of a version. */
export interface Manifest {
  readonly version: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly files: readonly StoredFile[];
  readonly metadata: VersionMetadata;
}

export const metadataSchema = z.strictObject({
  name: z.string().max(200).optional(),
  runId: z.string().max(200).optional(),
  base: z.string().max(200).optional(),
  scores: z.record(z.string(), z.number()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

/** How a version is spelled: the first 16 hexadecimal digits of its hash. */
export const VERSION = /^[0-9a-f]{16}$/;

export const manifestSchema = z.object({
  version: z.string().regex(VERSION),
  createdAt: z.string(),
  files: z.array(
    z.object({
      path: z.string().min(1),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  metadata: metadataSchema,
});

/** The version of a set of files: a hash over their paths and contents, whatever their order. */
export function versionOf(files: readonly StoredFile[]): string {
  const hash = createHash('sha256');
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, sha256 } of sorted) hash.update(`${sha256} ${path}\n`);
  return hash.digest('hex').slice(0, 16);
}
