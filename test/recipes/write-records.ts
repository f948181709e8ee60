import type { OrderRecord } from '@ordena/dataset';
import { canonicalJson } from '@ordena/orders';
import { writeFile } from 'node:fs/promises';

/** Writes orders with their JSON as a JSONL file; those without are left out. */
export async function writeRecords(file: string, records: readonly OrderRecord[]): Promise<void> {
  const lines = records.flatMap(({ id, text, order }) =>
    order
      ? [
          `{"id":${JSON.stringify(id)},"natural_language":${JSON.stringify(text)},"json_data":${canonicalJson(order)}}\n`,
        ]
      : [],
  );
  await writeFile(file, lines.join(''));
}
