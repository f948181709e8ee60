import { describe, expect, it } from 'vitest';

import { run } from '../support/run-ordena.js';

const TEXT = 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.';

describe("the README's first command", () => {
  it('prints one line of canonical JSON and nothing else', async () => {
    const { code, stdout } = await run('npm', ['start', '--', TEXT]);
    expect(stdout).toBe('{"producto":"A","cantidad":100,"precio_unitario":50,"urgente":true}\n');
    expect(code).toBe(0);
  });
});
