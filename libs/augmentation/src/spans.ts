/** A run of a text, from `start` up to and without `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when the run shares at least one character with a span. */
export function overlapsAny(spans: readonly Span[], start: number, end: number): boolean {
  return spans.some((span) => span.start < end && start < span.end);
}

/**
 * `text.replace(pattern, …)` that leaves alone every match touching a span. The pattern sees the whole text, so its
 * lookarounds see what stands inside the spans.
 *
 * @param pattern with flag `g`.
 * @param replacement given the match; returns what stands in its place.
 */
export function replaceOutside(
  text: string,
  spans: readonly Span[],
  pattern: RegExp,
  replacement: (match: RegExpExecArray) => string,
): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (overlapsAny(spans, match.index, end)) continue;
    result += text.slice(at, match.index) + replacement(match);
    at = end;
  }
  return result + text.slice(at);
}
