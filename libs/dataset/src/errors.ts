export type DatasetErrorCode = 'MISSING_FILE' | 'INVALID_FILE' | 'INVALID_RECORD' | 'WRITE_FAILED';

/** Where in a dataset something is wrong; rows count from 1. */
export interface DatasetPlace {
  readonly file: string;
  readonly row?: number | undefined;
  readonly key?: string | undefined;
}

/** The one error class of this library. */
export class DatasetError extends Error {
  readonly code: DatasetErrorCode;
  readonly file: string;
  readonly row: number | undefined;
  readonly key: string | undefined;

  constructor(code: DatasetErrorCode, place: DatasetPlace, message: string, cause?: unknown) {
    const at = [
      place.row === undefined ? [] : [`row ${place.row}`],
      place.key === undefined ? [] : [`key ${place.key}`],
    ].flat();
    super(
      `${place.file}${at.length > 0 ? `, ${at.join(', ')}` : ''}: ${message}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'DatasetError';
    this.code = code;
    this.file = place.file;
    this.row = place.row;
    this.key = place.key;
  }
}
