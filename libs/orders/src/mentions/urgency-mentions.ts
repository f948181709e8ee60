import { fold } from './fold.js';

/** Said not to be urgent, in folded text. "j" for "g" and one letter too many are usual. */
const CALM =
  /(?<!\p{L})(?:no|nada|sin|ni|tampoco)(?!\p{L})[^.;\n]{0,25}?(?:ur[gj]\p{L}*|pris+[ai]s?|apur\p{L}*|apremi\p{L}*|afan)|ur[gj]\p{L}* no(?!\p{L})|con calma|sin correr|cuando (?:puedan?|les (?:quede|venga))|tranquil\p{L}*/gu;
/** Said to be urgent, in folded text. */
const HURRY =
  /(?<!\p{L})(?:ur[gj]\p{L}*|(?:lo|los) (?:antes|mas (?:pronto|rapido)) posible|[ck]uanto antes|a la (?:mayor )?brevedad|(?:de |con )?inmediat\p{L}*|(?:alta |maxima )?prioridad(?: (?:alta|maxima))?|prioritari\p{L}*|ya mismo|ahora mismo|asap|expres+|sin demora|apur\p{L}*|pris+[ai]s?|rapido|volando|emergencia)/gu;

/** The words by which a text says that an order is urgent, or that it is not, in UTF-16 code units. */
export function urgencyPlaces(text: string, urgent: boolean): { start: number; end: number }[] {
  const folded = fold(text);
  // A letter whose small form is longer (İ) would move all that follows.
  if (folded.length !== text.length) return [];
  const calm = placesOf(folded, CALM);
  if (!urgent) return calm;
  // "sin prisa" has "prisa" in it; but a text may say both, of different things.
  return placesOf(folded, HURRY).filter(
    ({ start, end }) => !calm.some((place) => place.start <= start && place.end >= end),
  );
}

function placesOf(text: string, pattern: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
