import { HubApiError, listFiles } from '@huggingface/hub';
import { HubError, type HubErrorCode } from './errors.js';
import type { HubFile } from './wanted-files.js';

export interface HubSourceOptions {
  /** `owner/name`. */
  readonly repo: string;
  /** Branch, tag or commit. Default `main`. */
  readonly revision?: string;
  /** Address of the hub or of a mirror. Default `https://huggingface.co`. */
  readonly hubUrl?: string;
  /** For models that not everybody may see. */
  readonly token?: string;
}

const CODES: Readonly<Record<number, [HubErrorCode, string]>> = {
  401: ['UNAUTHORIZED', 'the hub wants a token (HF_TOKEN), or there is no such model'],
  403: ['UNAUTHORIZED', 'the token may not read this model: accept its terms on the hub first'],
  404: ['NOT_FOUND', 'the hub has no such model, revision or file'],
};

/** One model at one revision, and how the hub is asked about it. */
export class HubSource {
  readonly name: string;
  readonly request: {
    readonly repo: string;
    readonly revision: string;
    readonly hubUrl?: string;
    readonly fetch?: typeof fetch;
  };

  /** @throws HubError BAD_NAME when `repo` is not `owner/name`. */
  constructor(options: HubSourceOptions) {
    const { repo, revision = 'main', hubUrl, token } = options;
    if (!/^[\w.-]+\/[\w.-]+$/.test(repo)) {
      throw new HubError('BAD_NAME', repo, 'a model is called owner/name, such as Qwen/Qwen3-0.6B-Base');
    }
    this.name = `${repo}@${revision}`;
    this.request = {
      repo,
      revision,
      ...(hubUrl === undefined ? {} : { hubUrl: hubUrl.replace(/\/+$/, '') }),
      ...(token === undefined ? {} : { fetch: authorized(token) }),
    };
  }

  /** All files of the model, with their sizes and checksums. */
  async list(): Promise<HubFile[]> {
    const files: HubFile[] = [];
    try {
      for await (const entry of listFiles({ ...this.request, recursive: false })) {
        if (entry.type !== 'file') continue;
        const { path, lfs, oid = '' } = entry;
        const checksum = lfs ? { kind: 'sha256' as const, hex: lfs.oid } : { kind: 'git' as const, hex: oid };
        files.push({ path, size: lfs?.size ?? entry.size, checksum });
      }
    } catch (error) {
      throw this.explain(error, this.name);
    }
    return files;
  }

  /** What went wrong in the hub's client, as an error of this library. */
  explain(error: unknown, subject: string): HubError {
    if (error instanceof HubError) return error;
    const status = error instanceof HubApiError ? error.statusCode : undefined;
    const known = status === undefined ? undefined : CODES[status];
    if (known) return new HubError(known[0], subject, known[1], error);
    const why = status === undefined ? reason(error) : `it answered ${status}`;
    return new HubError('UNREACHABLE', subject, `the hub could not be read: ${why}`, error);
  }
}

/** The hub's client takes tokens of huggingface.co only; a mirror may have its own, so the header is set here. */
function authorized(token: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}

/** Whether trying again may help: a broken connection or a server in trouble, not a refusal. */
export function isTransient(error: unknown): boolean {
  if (error instanceof HubError) return false;
  if (!(error instanceof HubApiError)) return true;
  return error.statusCode === 429 || error.statusCode >= 500;
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
