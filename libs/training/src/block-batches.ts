import { bucketBatches } from '@ordena/tokenization';
import type { TrainingRow } from './batch.js';

/** Where a run stands in its data: which block (an epoch, or a stretch of an endless stream) and which batch of it. */
export interface DataPosition {
  readonly block: number;
  readonly batch: number;
}

export interface BlockBatchesOptions {
  /** The rows of a block; must give the same rows whenever it is asked for the same block. `undefined` ends the data. */
  readonly rowsOfBlock: (block: number) => readonly TrainingRow[] | undefined;
  readonly seed: number;
  /** Rows per batch, at most. */
  readonly batchSize?: number;
  /** Padded tokens per batch, at most (a single longer row makes a batch of its own). */
  readonly maxTokens?: number;
}

/**
 * Cuts blocks of rows into batches of similar length, in seeded random order. The place in the data is two numbers, so a
 * run that resumes there goes on with exactly the batches it would have seen.
 */
export class BlockBatches {
  private batches: readonly (readonly TrainingRow[])[] | undefined;
  private current: DataPosition = { block: 0, batch: 0 };

  constructor(private readonly options: BlockBatchesOptions) {}

  /** The position of the next batch. */
  get position(): DataPosition {
    return this.current;
  }

  seek(position: DataPosition): void {
    this.current = position;
    this.batches = undefined;
  }

  /** How many batches a block has. */
  countOf(block: number): number {
    return this.cut(block)?.length ?? 0;
  }

  /** The next batch; `undefined` when the data has ended. */
  next(): readonly TrainingRow[] | undefined {
    this.batches ??= this.cut(this.current.block);
    if (!this.batches) return undefined;
    const batch = this.batches[this.current.batch];
    if (batch) {
      this.current = { block: this.current.block, batch: this.current.batch + 1 };
      return batch;
    }
    this.seek({ block: this.current.block + 1, batch: 0 });
    return this.next();
  }

  private cut(block: number): readonly (readonly TrainingRow[])[] | undefined {
    const rows = this.options.rowsOfBlock(block);
    if (!rows || rows.length === 0) return undefined;
    const { batchSize, maxTokens, seed } = this.options;
    return bucketBatches(rows, {
      seed: seed + block,
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(maxTokens === undefined ? {} : { maxTokens }),
    });
  }
}
