const FRACTIONS: Readonly<Record<string, string>> = {
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '⅓': '1/3',
  '⅔': '2/3',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

const SIGNS = /[½¼¾⅓⅔⅛⅜⅝⅞²³]/;

/** A character with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu;
/** The digit of a square or cubic metre counts nothing. */
const METRE = /(?<!\p{L})[cdk]?m[23](?![\p{L}\d])/giu;

/** A text as the number reader wants it, and the way back to the text as it was. */
export interface PlainText {
  readonly plain: string;
  /** Where what stands at a position of `plain` begins in the text, in UTF-16 code units. */
  readonly startOf: (position: number) => number;
  /** Where what stands before a position of `plain` ends in the text. */
  readonly endOf: (position: number) => number;
}

/** Fraction signs spelled out, no signs for squares and cubes, compatibility forms (full width, `ª`) made plain. */
export function plainText(text: string): PlainText {
  // Most texts are plain already; only metres could lose their digit.
  if (!SIGNS.test(text) && text.normalize('NFKC') === text && text.search(METRE) < 0)
    return { plain: text, startOf: (position) => position, endOf: (position) => position };
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [cluster] of text.matchAll(CLUSTER)) {
    const start = ends.at(-1) ?? 0;
    const spelled = plainCluster(cluster);
    // A cluster may vanish only if NFKC made nothing of it, which it never does.
    for (let i = 0; i < spelled.length; i++) {
      starts.push(start);
      ends.push(start + cluster.length);
    }
    plain += spelled;
  }
  // From the end, so that what is before keeps its position.
  for (const match of [...plain.matchAll(METRE)].reverse()) {
    const digit = match.index + match[0].length - 1;
    plain = plain.slice(0, digit) + plain.slice(digit + 1);
    starts.splice(digit, 1);
    ends.splice(digit, 1);
  }
  return {
    plain,
    startOf: (position) => starts[position] ?? text.length,
    endOf: (position) => ends[position - 1] ?? 0,
  };
}

function plainCluster(cluster: string): string {
  const fraction = FRACTIONS[cluster];
  if (fraction !== undefined) return ` ${fraction} `;
  if (cluster === '²' || cluster === '³') return ' ';
  const code = cluster.charCodeAt(0);
  return cluster.length === 1 && code < 0x80 ? cluster : cluster.normalize('NFKC');
}
