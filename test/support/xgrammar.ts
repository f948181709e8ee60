import type * as XGrammarModule from '@mlc-ai/web-xgrammar';
import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

type XGrammar = typeof XGrammarModule;

/**
 * XGrammar's WebAssembly build. The package says that it is an ES module, and its one file is a script for browsers and
 * CommonJS, so that Node can neither import nor require it as it is: under a name that says what it is, it can.
 */
export async function loadXGrammar(): Promise<XGrammar> {
  const require = createRequire(import.meta.url);
  const { path } = await temporaryFolder();
  const file = join(path, 'xgrammar.cjs');
  await copyFile(require.resolve('@mlc-ai/web-xgrammar'), file);
  return require(file) as XGrammar;
}
