import type { CanonicalOrder } from '@ordena/orders';
import { lockedSpans, placesOf } from '../locked-spans.js';
import { splitSentences } from '../sentences.js';
import type { Strategy } from '../strategy.js';

/** Where one of these stands, sentences lean on each other: corrections, and words that point back or set things side by side. */
const LEANING =
  /(?<!\p{L})(?:perd[óo]n|mejor|digo|no|ya|tampoco|salvo|excepto|menos|sino|pero|aunque|cancel\p{L}*|quit\p{L}*|corrij\p{L}*|correg\p{L}*|correcci[óo]n|cambi\p{L}*|olvid\p{L}*|en vez|en lugar|es[oae]s?|est[oae]s?|aquell\p{L}*|ellos|ellas|ambos|ambas|mism[oa]s?|dich[oa]s?|anterior\p{L}*|[úu]ltim[oa]s?|primer[oa]s?|tambi[ée]n|adem[áa]s|as[íi]|luego|despu[ée]s|entonces)(?!\p{L})/iu;

/** A sentence that speaks of the order as a whole: where, when, how paid, how soon. */
const MOVABLE =
  /^(?:entregar|entrega|enviar|env[íi]o|direcci[óo]n de entrega|lugar de entrega|fecha de entrega|forma de pago|condiciones de pago|pago|pagamos|pagaremos|pagar[ée]|urge|urgente|es urgente|muy urgente|lo antes posible|cuanto antes)(?!\p{L})/iu;

/** "Lo mandan a …" says nothing without the sentence before it. */
const POINTS_BACK =
  /(?<!\p{L})(?:l[oae]s?)\s+(?:mand|env|dej|recog|recib|tra|llev|entreg|necesit|quer|quier|pas|pag|esper|pon|sub|baj)/iu;

/** A sentence that can begin a text, so that another may be put before it. */
const OPENER =
  /^(?:necesit\p{L}+|requier\p{L}+|requerimos|quier\p{L}+|queremos|quisi\p{L}+|solicit\p{L}+|m[áa]nd\p{L}+|env[íi]\p{L}+|pedimos|pedido|deseo|deseamos|favor|por favor|compr\p{L}+|ponme|ponga\p{L}*)(?!\p{L})/iu;

/**
 * Moves sentences about the whole order (delivery, payment, haste) to other places between sentences. Goods keep their
 * order; greetings, names and signatures stay, since who is named first and last says who buys and who sells. A text
 * with a list, a correction or a word that points back is left as it is.
 */
export const clauseOrder: Strategy = {
  name: 'clause-order',
  apply(record, rng) {
    const { text } = record;
    if (LEANING.test(text) || text.includes('\n')) return text;
    const sentences = splitSentences(text, lockedSpans(record));
    const values = record.order ? fixedValues(record.order) : [];
    const isMovable = (sentence: string): boolean =>
      MOVABLE.test(sentence) &&
      !POINTS_BACK.test(sentence) &&
      !values.some((value) => placesOf(sentence, value).length > 0);
    const movable = rng.shuffle(sentences.filter(isMovable));
    const result = sentences.filter((sentence) => !isMovable(sentence));
    if (movable.length === 0 || sentences.length < 2) return text;
    // Behind each sentence that is moved the next must be able to follow anything.
    const places = result.flatMap((sentence, i) => (OPENER.test(sentence) ? [i] : []));
    const last = lastPlace(sentences, isMovable, result.length);
    if (last !== undefined) places.push(last);
    if (places.length === 0) return text;
    const byPlace = new Map<number, string[]>();
    for (const sentence of movable) {
      const place = rng.pick(places);
      byPlace.set(place, [...(byPlace.get(place) ?? []), sentence]);
    }
    const moved = [...result, undefined].flatMap((sentence, i) => [
      ...(byPlace.get(i) ?? []),
      ...(sentence === undefined ? [] : [sentence]),
    ]);
    return moved.every((sentence, i) => sentence === sentences[i]) ? text : join(moved);
  },
};

/** Where the movable sentences stood when they stood together at one place; that place is good for any of them. */
function lastPlace(
  sentences: readonly string[],
  isMovable: (sentence: string) => boolean,
  fixed: number,
): number | undefined {
  const first = sentences.findIndex(isMovable);
  const count = sentences.filter(isMovable).length;
  const together = sentences.slice(first, first + count).every(isMovable);
  return together && first <= fixed ? first : undefined;
}

/** Goods, and who buys and sells: a sentence that holds one of these stays. */
function fixedValues(order: CanonicalOrder): string[] {
  const lines: readonly { producto?: string | undefined; codigo?: string | undefined }[] =
    'items' in order ? order.items : [order];
  const values = [
    ...lines.flatMap(({ producto, codigo }) => [producto, codigo]),
    order.cliente,
    order.proveedor,
  ];
  return values.filter((value) => value !== undefined);
}

/** A sentence that was the last may have no mark, and needs one now. */
function join(sentences: readonly string[]): string {
  return sentences.map((sentence) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}
