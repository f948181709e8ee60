import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { ROOT, run } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('the generated types are those of the protos', async () => {
  const folder = await temporaryFolder();
  try {
    const contracts = join(ROOT, 'libs/contracts');
    const { scripts } = JSON.parse(await readFile(join(contracts, 'package.json'), 'utf8')) as {
      scripts: { generate: string };
    };
    const [, ...args] = scripts.generate
      .replace('../../proto', join(ROOT, 'proto'))
      .replace('src/generated', folder.path)
      .split(' ');
    const tool = join(ROOT, 'node_modules/@grpc/proto-loader/build/bin/proto-loader-gen-types.js');
    const { code, stderr } = await run(process.execPath, [tool, ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const committed = join(contracts, 'src/generated');
    const names = (await readdir(committed, { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .sort();
    const made = (await readdir(folder.path, { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .sort();
    expect(made).toEqual(names);
    for (const name of names) {
      const [fresh, old] = await Promise.all(
        [folder.path, committed].map((dir) => readFile(join(dir, name), 'utf8')),
      );
      expect(withoutOrigin(fresh), name).toBe(withoutOrigin(old));
    }
  } finally {
    await folder.remove();
  }
});

/** The first comment names the proto by its path, which depends on the folder the tool runs in. */
function withoutOrigin(text: string | undefined): string | undefined {
  return text?.replace(/^\/\/ Original file: .*$/m, '');
}
