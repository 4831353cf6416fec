import type {
  Action,
  Category,
  Classification,
  Confidence,
  Evidence,
  Remainder,
  RiskLevel,
  Severity,
  Signal,
} from '../classifier/classification.ts';
import { classify } from '../classifier/classify.ts';
import { recommend } from '../policy/recommend.ts';
import type { Recommendation } from '../policy/recommendation.ts';

/** A tool as `classify` and `audit` print it in JSON; the fields that others count on come first. */
export interface ToolReport {
  name: string;
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
  confidence: Confidence;
  evidence: Evidence[];
  signals: Signal[];
  actions: Action[];
  remainder: Remainder | null;
  problems: string[];
  recommendation: Recommendation;
}

/** The verdict on a definition together with what to do about it. */
export function reportTool(definition: unknown): ToolReport {
  return describeTool(classify(definition));
}

function describeTool(classification: Classification): ToolReport {
  return { ...classification, recommendation: recommend(classification) };
}
