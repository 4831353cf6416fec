import type { Classification } from '../classifier/classification.ts';
import { recommend } from '../policy/recommend.ts';
import type { Recommendation } from '../policy/recommendation.ts';

/** A tool as `classify` and `audit` print it in JSON: the whole verdict, and what to do about it. */
export interface ToolReport extends Classification {
  recommendation: Recommendation;
}

/** The verdict on a definition together with what to do about it. */
export function describeTool(classification: Classification, definition: unknown): ToolReport {
  return { ...classification, recommendation: recommend({ classification, definition }) };
}
