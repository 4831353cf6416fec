import { classify } from '../classifier/classify.ts';
import { rulesetVersion } from '../classifier/ruleset.ts';
import type { Catalogue, VerdictChange } from '../data/catalogue.ts';
import { applyCorrections, type ReviewedCorrection, readCorrections } from './corrections.ts';

export interface Judgement {
  /** Verdicts that are not what they were. */
  changes: VerdictChange[];
  /** Corrections whose definition the catalogue does not hold (any more): the rules judge anew. */
  stale: ReviewedCorrection[];
}

/**
 * Judges what the catalogue holds by today's rules and the reviewed corrections.
 * @param everything also what today's rules have judged already.
 */
export function judgeCatalogue(catalogue: Catalogue, everything = false): Judgement {
  const changes = catalogue.classifyAll(rulesetVersion, classify, everything);
  const corrections = readCorrections();
  const stale: ReviewedCorrection[] = [];
  const corrected = corrections.flatMap((correction) => {
    const definition = catalogue.definition(correction.digest);
    if (definition === null) {
      stale.push(correction);
      return [];
    }
    const { server: purl, digest } = correction;
    return [
      { purl, digest, classification: applyCorrections(classify(definition), purl, digest, corrections) },
    ];
  });
  catalogue.replaceCorrections(corrected);
  return { changes, stale };
}
