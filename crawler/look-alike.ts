import { domainToUnicode } from 'node:url';
import { distance } from 'fastest-levenshtein';
import type { Ref } from './ref.ts';

/** A well-known coordinate that another one looks like. */
export interface LookAlike {
  of: string;
  /** `homoglyph`: the same to the eye, or but for its dashes; `spelling`: one slip of a finger away. */
  how: 'homoglyph' | 'spelling';
}

export interface LookAlikeIndex {
  /** The well-known coordinate of the same kind that this one can be taken for; null where there is none. */
  find(coordinate: string, ref: Ref): LookAlike | null;
}

/** Shorter names are one letter apart by chance. */
const shortestName = 5;
/** Words that servers bear in common; what is left is what tells them apart. */
const commonWords = /\b(mcp|server|servers|model|context|protocol|the|tool|tools|client|api)\b/g;

/** An index in which a name is looked up by all its spellings with one letter left out. */
export function indexLookAlikes(wellKnown: Iterable<[coordinate: string, ref: Ref]>): LookAlikeIndex {
  const known = new Set<string>();
  const bySkeleton = new Map<string, string>();
  const byVariant = new Map<string, { coordinate: string; name: string }[]>();
  for (const [coordinate, ref] of wellKnown) {
    const name = readName(ref);
    if (name === null) continue;
    known.add(coordinate);
    bySkeleton.set(`${ref.kind} ${drawSkeleton(name)}`, coordinate);
    for (const variant of listVariants(ref, name)) {
      const entries = byVariant.get(variant) ?? [];
      byVariant.set(variant, [...entries, { coordinate, name }]);
    }
  }
  return {
    find(coordinate, ref) {
      const name = readName(ref);
      if (name === null || known.has(coordinate)) return null;
      const same = bySkeleton.get(`${ref.kind} ${drawSkeleton(name)}`);
      if (same !== undefined) return { of: same, how: 'homoglyph' };
      for (const variant of listVariants(ref, name)) {
        // Two letters changed places are two edits, and share a variant as one edit does.
        const near = byVariant.get(variant)?.find((entry) => distance(entry.name, name) <= 2);
        if (near !== undefined) return { of: near.coordinate, how: 'spelling' };
      }
      return null;
    },
  };
}

function readName(ref: Ref): string | null {
  switch (ref.kind) {
    case 'npm':
    case 'pypi':
      return ref.name.toLowerCase();
    case 'oci':
      return ref.image.toLowerCase();
    case 'github':
      return `${ref.owner}/${ref.repository}`.toLowerCase();
    case 'remote':
      return domainToUnicode(new URL(ref.url).hostname);
    default:
      return null;
  }
}

/** The name with one letter left out, in every way; none where it is too short to be told by. */
function listVariants(ref: Ref, name: string): string[] {
  const core = name
    .replace(/[-_./@]+/g, ' ')
    .replace(commonWords, '')
    .replace(/ /g, '');
  if (core.length < shortestName || name.length > 200) return [];
  const variants = Array.from(name, (_, index) => name.slice(0, index) + name.slice(index + 1));
  return [...new Set([name, ...variants])].map((variant) => `${ref.kind} ${variant}`);
}

/** Letters that look like others, in the fonts that terminals and web pages use (Unicode Technical Standard 39). */
const confusables: [alike: RegExp, plain: string][] = [
  [/[0οоօ]/g, 'o'],
  [/[1iіӏ|ıļ]/g, 'l'],
  [/5/g, 's'],
  [/[аα]/g, 'a'],
  [/[еҽ]/g, 'e'],
  [/[рρ]/g, 'p'],
  [/[сϲ]/g, 'c'],
  [/[хχ]/g, 'x'],
  [/[уү]/g, 'y'],
  [/ѕ/g, 's'],
  [/ј/g, 'j'],
  [/ԁ/g, 'd'],
  [/[һℎ]/g, 'h'],
  [/ո/g, 'n'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
];

/** What the eye sees of a name: marks and separators gone, each letter drawn as the plainest one it looks like. */
function drawSkeleton(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[-_./@]+/g, '');
  return confusables.reduce((text, [alike, letter]) => text.replace(alike, letter), plain);
}
