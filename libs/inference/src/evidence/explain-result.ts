import {
  checkConsistency,
  FIELD_KINDS,
  findEvidence,
  TextFacts,
  type CanonicalOrder,
  type FieldKind,
} from '@ordena/orders';
import { calibrated, type Calibration } from '../calibration/calibration.js';
import type { CanonicalizeResult, FieldEvidence } from '../engine/result.js';
import type { ExplainedField, ExplainedResult } from './explained-result.js';

/** What an answer is explained with. */
export interface Explainer {
  /** Not set: confidences stay the model's own. */
  readonly calibration?: Calibration | undefined;
  /** The day on which the order was written, `YYYY-MM-DD`. */
  readonly referenceDate?: string | undefined;
}

type Place = Pick<ExplainedField, 'pointer' | 'value' | 'status' | 'start' | 'end'>;

/** Adds to an answer where the text says each value, how sure it is, and what does not fit together. */
export function explainResult(
  text: string,
  result: CanonicalizeResult,
  explainer: Explainer,
): ExplainedResult {
  const { calibration, referenceDate } = explainer;
  const facts = new TextFacts(text);
  const { order } = result.outcome === 'ok' ? result : {};
  const evidence = order && findEvidence(facts, order);
  const places: readonly Place[] = evidence ?? result.fields.map((field) => placeOf(facts, field));
  const scores = new Map(result.fields.map((field) => [field.pointer, field]));
  return {
    ...result,
    fields: places.map((place) => ({
      ...place,
      ...confidences(place, scores.get(place.pointer), order, calibration),
    })),
    flags: order && evidence ? checkConsistency(facts, order, { evidence, referenceDate }) : [],
    calibrated: calibration !== undefined && result.fields.length > 0,
  };
}

function confidences(
  { pointer, status }: Place,
  score: FieldEvidence | undefined,
  order: CanonicalOrder | undefined,
  calibration: Calibration | undefined,
): Partial<ExplainedField> {
  if (!score) return {};
  const { confidence: rawConfidence, meanLogProb, minLogProb } = score;
  const kind = order && kindOf(pointer);
  const confidence = calibration
    ? calibrated(calibration, { kind, status, meanLogProb, minLogProb })
    : rawConfidence;
  return { confidence, rawConfidence, meanLogProb, minLogProb };
}

/** A value of a schema of its own: strings where they were copied from, numbers where the text says them first. */
function placeOf(facts: TextFacts, { pointer, value, start, end }: FieldEvidence): Place {
  if (start !== undefined && end !== undefined) return { pointer, value, status: 'exact', start, end };
  const place = typeof value === 'number' ? facts.numbersOf(value)[0] : undefined;
  if (!place) return { pointer, value, status: 'derived' };
  const isExact = facts.text.slice(place.start, place.end) === String(value);
  return {
    pointer,
    value,
    status: isExact ? 'exact' : 'normalised',
    start: place.start,
    end: place.end,
  };
}

/** @param pointer of a value of an order. */
export function kindOf(pointer: string): FieldKind | undefined {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return (FIELD_KINDS as Readonly<Record<string, FieldKind | undefined>>)[name];
}
