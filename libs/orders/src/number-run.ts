import type { NumberToken } from './number-tokens.js';

/** A number that begins at some token and goes on as far as it can. */
export interface NumberRun {
  /** What it means; more than one value where digits can be read in several ways. */
  readonly values: readonly number[];
  /** Other numbers that its words would be if they stood apart: "treinta ocho" may be 38, or 30 and 8. */
  readonly parts: readonly number[];
  /** Index of the token behind it. */
  readonly next: number;
  readonly inWords: boolean;
  /** The scale that it ends with, 1 if it ends with none. */
  readonly scale: number;
}

/** Reads a number of words and numerals: "ciento veinte mil", "3 mil 500", "1,2 millones". */
export function readNumber(tokens: readonly NumberToken[], from: number): NumberRun | undefined {
  const reader = new RunReader();
  let next = from;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || (at > from && !token.joined)) break;
    if (token.sound === 'i' && reader.mayTakeAnd && isOnes(tokens[at + 1])) continue;
    const linked = tokens[at - 1]?.sound === 'i' && at > from;
    if (!reader.take(token, linked)) break;
    next = at + 1;
  }
  return next === from ? undefined : reader.result(next);
}

function isOnes(token: NumberToken | undefined): boolean {
  const first = token?.words[0];
  return token?.joined === true && first !== undefined && first.value > 0 && first.value < 10;
}

/** Scales that stand for one of them when nothing is said before. */
const ALONE = /^(?:mil|milon|milar|sentenar|(?:des|cins|beint|treint|sincuent)ena)$/;

class RunReader {
  private total = [0];
  private current: readonly number[] | undefined;
  private inWords = true;
  private currentInWords = true;
  private limit = Infinity;
  private started = false;
  private lastScale = 1;
  private readonly parts: number[] = [];

  /** Whether "y" may come and another word: "treinta y ocho", "diez y seis". */
  get mayTakeAnd(): boolean {
    const tens = (this.current?.[0] ?? 0) % 100;
    return this.currentInWords && tens >= 10 && tens % 10 === 0;
  }

  take(token: NumberToken, linked: boolean): boolean {
    if (token.numeral.length > 0) return this.takeNumeral(token.numeral);
    let taken = false;
    for (const { value, scale } of token.words) {
      if (!(scale ? this.takeScale(value, token.sound) : this.takeWord(value, linked || taken))) return taken;
      taken = true;
    }
    return taken;
  }

  result(next: number): NumberRun {
    const current = this.current ?? [0];
    const values = this.total.flatMap((total) => current.map((value) => total + value));
    return { values, parts: this.parts, next, inWords: this.inWords, scale: this.lastScale };
  }

  private takeNumeral(values: readonly number[]): boolean {
    const fitting = values.filter((value) => value < this.limit);
    if (this.current || fitting.length === 0) return false;
    this.set(fitting, false);
    return true;
  }

  private takeWord(value: number, linked: boolean): boolean {
    if (!this.current) {
      if (value >= this.limit) return false;
      this.set([value], true);
      return true;
    }
    const before = this.current[0] ?? 0;
    const tens = before % 100;
    const fits =
      (before >= 100 && tens === 0 && value < 100) || (tens >= 20 && tens % 10 === 0 && value < 10);
    if (!this.currentInWords || value === 0 || !(fits || (linked && tens === 10))) return false;
    // "trescientas un" may be 300 "unidades".
    if (value === 1 && !linked) this.parts.push(before);
    if (tens === 10 || (tens > 0 && !linked)) this.parts.push(before, value);
    this.set([before + value], true);
    return true;
  }

  private takeScale(scale: number, sound: string): boolean {
    const alone = ALONE.test(sound);
    if (!this.current && !alone && !(this.started && scale > this.limit)) return false;
    if (scale <= 100) {
      // "ocho cientos" is written as two words by many, and more may follow.
      const values = (this.current ?? [1]).map((value) => value * scale).filter((value) => value < 1000);
      if (values.length === 0) return false;
      this.set(values, this.currentInWords);
      this.lastScale = scale;
      return true;
    }
    if (!this.current && this.started && scale > this.limit) {
      this.total = this.total.map((value) => value * scale);
    } else {
      if (scale >= this.limit) return false;
      const factors = this.current ?? [1];
      this.total = this.total.flatMap((value) => factors.map((factor) => value + factor * scale));
    }
    this.current = undefined;
    this.currentInWords = true;
    this.limit = scale;
    this.lastScale = scale;
    this.started = true;
    return true;
  }

  private set(values: readonly number[], inWords: boolean): void {
    this.current = values;
    this.currentInWords = inWords;
    if (!inWords) this.inWords = false;
    this.lastScale = 1;
    this.started = true;
  }
}
