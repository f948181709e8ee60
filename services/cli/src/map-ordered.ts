/**
 * Works on many items at once and gives the results in the order of the items, each as soon as it and all before it
 * are ready.
 *
 * @param items what to work on.
 * @param limit most items in work or waiting to be taken at once, 1 or more.
 * @param work must not throw for a fault of one item: a rejection ends the whole.
 */
export async function* mapOrdered<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = [];
  try {
    for (const item of items) {
      running.push(work(item));
      const first = running.length >= limit ? running.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (let first = running.shift(); first !== undefined; first = running.shift()) yield await first;
  } finally {
    // Whoever stops early must not leave rejections that nobody hears.
    await Promise.allSettled(running);
  }
}
