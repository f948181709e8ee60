import { describe, expect, it } from 'vitest';
import { TextSpans } from './text-spans.js';

/** Whether `part` may be copied from `text`, by its first occurrence. */
function mayCopy(text: string, part: string): boolean {
  const spans = new TextSpans(text);
  const escapedBytes = (s: string): number => Buffer.byteLength(JSON.stringify(s).slice(1, -1));
  const from = escapedBytes(text.slice(0, text.indexOf(part)));
  const length = escapedBytes(part);
  const begins = [...spans.starts.values()].some((positions) => positions.includes(from + 1));
  return begins && spans.isEnd(from + length, length);
}

describe('TextSpans', () => {
  const text = '5 bidones de cloro (ref. CL-20) a 12 €, tubo de 3/4", en Av. Juárez 120, Puebla, gracias.';

  it.each(['cloro', 'CL-20', 'tubo de 3', 'Av. Juárez 120, Puebla', 'Av.', 'cloro (ref. CL-20)', 'gracias'])(
    'lets %s be copied',
    (part) => {
      expect(mayCopy(text, part)).toBe(true);
    },
  );

  it.each(['cloro (ref', 'Puebla,', 'clor', 'loro', 'Juárez 120, ', '(ref. CL-20)', 'bidones de cloro ('])(
    'does not let %s be copied',
    (part) => {
      expect(mayCopy(text, part)).toBe(false);
    },
  );

  it('takes no heed of a bracket that is never closed', () => {
    expect(mayCopy('cloro (ref CL-20', 'cloro (ref CL-20')).toBe(true);
  });

  it('always leaves a way to end: the last place of a text is one', () => {
    for (const odd of ['hola,', 'uno (dos', '(x) -', '¿?', ' a ; ']) {
      const spans = new TextSpans(odd);
      const size = spans.escaped.length;
      for (const positions of spans.starts.values()) {
        for (const position of positions) expect(spans.isEnd(size, size - position + 1)).toBe(true);
      }
    }
  });
});
