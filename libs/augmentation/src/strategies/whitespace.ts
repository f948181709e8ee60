import { lockedSpans } from '../locked-spans.js';
import { replaceOutside } from '../spans.js';
import type { Strategy } from '../strategy.js';

/** Doubled and lost blanks, line breaks after sentences: what copying from mails and chats does to a text. */
export const whitespace: Strategy = {
  name: 'whitespace',
  apply(record, rng) {
    if (record.text.trim() === '') return record.text;
    const share = rng.pick([0.05, 0.15, 0.3]);
    const collapse = rng.next() < 0.3;
    const breaks = rng.next() < 0.3;
    // A blank between digits may hold a number together or two apart; it stays.
    let text = replaceOutside(record.text, lockedSpans(record), /(?<=\S) +(?=\S)/gu, (match) => {
      const before = match.input[match.index - 1] ?? '';
      const after = match.input[match.index + match[0].length] ?? '';
      if (/\d/.test(before) && /\d/.test(after)) return match[0];
      if (breaks && /[.!?:]/.test(before) && rng.next() < 0.5) return '\n';
      if (match[0].length > 1) return collapse ? ' ' : match[0];
      return rng.next() < share ? rng.pick(['  ', '   ']) : match[0];
    });
    if (rng.next() < 0.3) text = text.trim();
    if (rng.next() < 0.2) text = ` ${text}`;
    if (rng.next() < 0.3) text = `${text}${rng.pick([' ', '\n', '  '])}`;
    return text;
  },
};
