/** A file of a model on the hub. */
export interface HubFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** What its bytes must hash to: SHA-256 of large files, git's own hash of small ones. */
  readonly checksum: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

/** What a model folder is made of; other files (pictures, other frameworks' weights) stay on the hub. */
const WANTED = [
  /^config\.json$/,
  /^generation_config\.json$/,
  /^tokenizer(_config)?\.json$/,
  /^special_tokens_map\.json$/,
  /^(vocab\.json|merges\.txt)$/,
  /^model(-\d+-of-\d+)?\.safetensors$/,
  /^model\.safetensors\.index\.json$/,
  /^LICENSE(\.\w+)?$/,
];

/** The files that make a model folder, small ones first, so that a wrong model shows before gigabytes have come. */
export function wantedFiles(files: readonly HubFile[]): HubFile[] {
  return files
    .filter(({ path }) => WANTED.some((pattern) => pattern.test(path)))
    .sort((a, b) => a.size - b.size || a.path.localeCompare(b.path));
}
