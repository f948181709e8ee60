import { open, type FileHandle } from 'node:fs/promises';
import { ModelError } from '../errors.js';

/** One read call moves at most this much: Node refuses 2 GiB and more. */
const READ_CHUNK = 1 << 30;

/** @throws ModelError MISSING_FILE. */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new ModelError('MISSING_FILE', { file: path }, 'the file cannot be opened', cause);
  }
}

/**
 * Fills `into` from `position` on.
 *
 * @throws ModelError INVALID_WEIGHTS when the file ends before.
 */
export async function readExactly(
  handle: FileHandle,
  into: Uint8Array,
  position: number,
  path: string,
): Promise<void> {
  let done = 0;
  while (done < into.byteLength) {
    const length = Math.min(READ_CHUNK, into.byteLength - done);
    const { bytesRead } = await handle.read(into, done, length, position + done);
    if (bytesRead === 0) {
      throw new ModelError(
        'INVALID_WEIGHTS',
        { file: path },
        `the file is truncated at byte ${position + done}`,
      );
    }
    done += bytesRead;
  }
}
