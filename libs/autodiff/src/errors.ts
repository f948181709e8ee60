export type AutodiffErrorCode = 'NO_RULE' | 'NOT_DIFFERENTIABLE' | 'SHAPE_MISMATCH';

/** The one error class of this library; `opType` names the operator it is about. */
export class AutodiffError extends Error {
  readonly code: AutodiffErrorCode;
  readonly opType: string;

  constructor(code: AutodiffErrorCode, opType: string, message: string) {
    super(`${opType}: ${message}`);
    this.name = 'AutodiffError';
    this.code = code;
    this.opType = opType;
  }
}
