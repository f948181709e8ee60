/** Writes one line of result to standard output and waits until it is taken. */
export function writeResult(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
}

/** Writes one line for people to standard error. */
export function writeNote(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Lays out rows in columns: the first left-aligned, the others right-aligned.
 *
 * @param rows the header first.
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A share as results show it: 4 decimals. */
export function share(value: number): number {
  return Number(value.toFixed(4));
}
