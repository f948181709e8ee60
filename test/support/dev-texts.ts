import { isDevRecord, readRecords } from '@ordena/dataset';
import { ordersDir } from '@ordena/default-model';

/** The texts of the hand-written orders that no model was trained on, in the order of their files. */
export async function devTexts(): Promise<string[]> {
  const records = await readRecords(ordersDir());
  return records.filter(({ id }) => isDevRecord(id)).map(({ text }) => text);
}
