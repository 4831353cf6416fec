import type { Classification, Correction } from './classification.ts';
import { judgeRisk } from './risk-table.ts';

/** The verdict as a reviewer corrected it: the level follows the category by the risk table, and the rules' own verdict stays beside it. */
export function correct(classification: Classification, correction: Correction): Classification {
  const { category, riskLevel, severity, signals } = classification;
  return {
    ...classification,
    category: correction.category,
    ...judgeRisk(correction.category, signals),
    confidence: 'high',
    corrected: { ...correction, rules: { category, riskLevel, severity } },
  };
}
