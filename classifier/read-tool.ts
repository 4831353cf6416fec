import { readTraits } from './clues.ts';
import { isRecord, type JsonRecord, textOf } from './json.ts';
import { findReadOnlyPromise } from './language/read-only-promise.ts';
import type { Finding } from './poisoning/read-poison.ts';
import { readParameters } from './read-parameters.ts';
import { longestText, readTexts } from './read-texts.ts';
import { readWords } from './read-words.ts';
import { splitName } from './split-name.ts';
import type { Annotations, TextField, Tool } from './tool.ts';

/** A name is split into words no further than this; the protocol's own limit is 128. */
const longestName = 256;

/**
 * A tool's definition, read once and bounded: no string, depth or number of parameters runs away.
 * Never throws. What is missing or misshapen is left out and said in `problems`, as the Model Context
 * Protocol's schema of `Tool` has it (name and inputSchema are required, the schema's type is "object").
 */
export function readTool(definition: unknown): Tool {
  try {
    return read(definition);
  } catch {
    // JSON cannot do this; a Proxy or a getter that throws can.
    return emptyTool(['The definition could not be read.']);
  }
}

function read(definition: unknown): Tool {
  if (!isRecord(definition)) return emptyTool(['The definition is no object.']);
  const { texts, isCut: isTextCut } = readTexts(definition);
  const { parameters, isCut: isSchemaCut } = readParameters(definition.inputSchema);
  const problems = findProblems(definition);
  if (isTextCut || isSchemaCut) problems.push('The definition is too large; a part of it was not read.');
  const name = boundedText(definition.name);
  const title = boundedText(definition.title);
  const description = boundedText(definition.description);
  const nameWords = splitName(name.slice(0, longestName));
  const { mentions, statements, findings } = readWords(
    { name, nameWords, title, description, parameters },
    texts,
  );
  return {
    name,
    nameWords,
    title,
    description,
    mentions,
    parameters,
    annotations: readAnnotations(definition.annotations),
    texts,
    statements,
    findings: isTextCut ? [...findings, ...quoteLongest(texts)] : findings,
    traits: readTraits({ mentions }, parameters, statements),
    readOnlyPromise: findReadOnlyPromise({ description, mentions }),
    problems,
  };
}

/** Whoever pads a definition until nobody reads on can hide anything behind that; no real one comes near the bounds. */
function quoteLongest(texts: readonly TextField[]): Finding[] {
  const [longest] = texts.toSorted((a, b) => b.text.length - a.text.length);
  if (longest === undefined) return [];
  const { field, text } = longest;
  const says = 'is longer than is ever read, and may hide anything in what follows';
  return [{ signal: 'hidden-instructions', says, field, quote: text.slice(0, longestQuote), start: 0 }];
}

const longestQuote = 60;

function boundedText(value: unknown): string {
  return textOf(value).slice(0, longestText);
}

function readAnnotations(value: unknown): Annotations | null {
  if (!isRecord(value)) return null;
  return {
    title: typeof value.title === 'string' ? boundedText(value.title) : null,
    readOnlyHint: hint(value.readOnlyHint),
    destructiveHint: hint(value.destructiveHint),
    idempotentHint: hint(value.idempotentHint),
    openWorldHint: hint(value.openWorldHint),
  };
}

function hint(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function findProblems(definition: JsonRecord): string[] {
  const problems: string[] = [];
  const { name, description, inputSchema, annotations } = definition;
  if (name === undefined) problems.push('It has no name.');
  else if (typeof name !== 'string') problems.push('Its name is not a string.');
  else if (name === '') problems.push('Its name is empty.');
  if (description !== undefined && typeof description !== 'string') {
    problems.push('Its description is not a string.');
  }
  if (annotations !== undefined && !isRecord(annotations)) {
    problems.push('Its annotations are not an object.');
  }
  if (inputSchema === undefined) problems.push('It has no input schema.');
  else if (!isRecord(inputSchema)) problems.push('Its input schema is not an object.');
  else if (inputSchema.type !== 'object') problems.push('Its input schema lacks `type: "object"`.');
  return problems;
}

function emptyTool(problems: string[]): Tool {
  return {
    name: '',
    nameWords: [],
    title: '',
    description: '',
    mentions: 0,
    parameters: [],
    annotations: null,
    texts: [],
    statements: [],
    findings: [],
    traits: readTraits({ mentions: 0 }, [], []),
    readOnlyPromise: null,
    problems,
  };
}
