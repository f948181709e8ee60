import { isDevRecord, readRecords, type OrderRecord } from '@ordena/dataset';
import { fileURLToPath } from 'node:url';

/** Folder of the hand-written orders. */
export function ordersDir(): string {
  return fileURLToPath(new URL('../../data/orders', import.meta.url));
}

/** The hand-written orders in their two parts. The dev part is never trained on, nor used to generate. */
export interface HandWritten {
  readonly train: OrderRecord[];
  readonly dev: OrderRecord[];
}

export async function readHandWritten(): Promise<HandWritten> {
  const records = await readRecords(ordersDir());
  return {
    train: records.filter((record) => !isDevRecord(record.id)),
    dev: records.filter((record) => isDevRecord(record.id)),
  };
}
