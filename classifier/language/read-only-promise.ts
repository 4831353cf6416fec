import { type Described, Phrase } from '../text/phrase.ts';
import type { TextField } from '../tool.ts';

const promise = new Phrase(
  /\bread[- ]?only\b|\bselect[- ]only\b|\bonly select\b|\bselect (?:queries|statements?|query) only\b|\b(?:an?|runs?|executes?) read (?:\w{1,20} )?(?:query|queries)\b|\b(?:only|runs?|execute[sd]?) (?:an? )?(?:sql )?select (?:queries|statements?|query)\b|\b(?:cannot|can't|can not|does not|doesn't|never|without) (?:modify|change|write|alter|mutate|modifying|changing|writing|altering|mutating)\b|\bno (?:writes?|modifications?|mutations?)\b|\bwithout (?:sending|submitting|broadcasting) (?:a |any )?transactions?\b|只读|読み取り専用|solo lectura|nur lesen|lecture seule|только (?:для )?чтени/i,
  'read readonly select modify change write alter mutate modifying changing writing altering mutating writes modification modifications mutation mutations lectura lesen lecture',
);
/** What makes it a promise of nothing: a default that the caller can change, or a mode among others. */
const hedge =
  /\bby default\b|\b(?:use only|only use|should|recommend\w*|prefer\w*|please|avoid) |\bunless\b|\bnot read[- ]?only\b|\bread[- ]only (?:mode )?(?:is )?(?:disabled|off|false)\b|\bnon[- ]read|; write /i;

/** Whoever tells the caller what not to write does not hinder him. */
const appeal =
  /\b(?:do not|don't|never) (?:use|run|execute) (?:any )?(?:insert|update|delete|drop|write|modif)/i;

/** The words by which a text promises that a call cannot write; null where it does not, or hedges. */
export function findReadOnlyPromise(described: Described): (TextField & { start: number }) | null {
  const { description } = described;
  const found = promise.find(described);
  if (found === null) return null;
  const around = description.slice(Math.max(0, found.index - 30), found.index + found[0].length + 40);
  if (hedge.test(around) || appeal.test(description)) return null;
  return { field: 'description', text: found[0], start: found.index };
}
