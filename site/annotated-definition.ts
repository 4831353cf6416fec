import type { Classification } from '../classifier/classification.ts';
import type { JsonRecord } from '../classifier/json.ts';
import { readTool } from '../classifier/read-tool.ts';
import type { Parameter } from '../classifier/tool.ts';
import { type EvidenceNote, type EvidenceNotes, openEvidenceNotes } from './evidence-notes.ts';
import { type MarkedText as MarkedTextOf, markText } from './marked-text.ts';

type MarkedText = MarkedTextOf<EvidenceNote>;

export interface MarkedParameter {
  name: MarkedText;
  depth: number;
  isRequired: boolean;
  /** Types as one phrase: `array of string`; '' where the schema names none. */
  takes: string;
  values: MarkedText[];
  /** Values that are left out of `values`. */
  hiddenValues: number;
  /** A string without its quotes, anything else as JSON; null where there is none. */
  defaultValue: MarkedText | null;
  description: MarkedText | null;
  /** Notes on this parameter that point at no words of it. */
  notes: EvidenceNote[];
}

/** A definition in the order in which a person reads it, with every piece of evidence at its place. */
export interface AnnotatedDefinition {
  name: MarkedText;
  title: MarkedText | null;
  description: MarkedText | null;
  parameters: MarkedParameter[];
  /** Words that stand anywhere else and that a note points at. */
  elsewhere: { field: string; text: MarkedText }[];
  /** Notes that point at no words. */
  unplaced: EvidenceNote[];
  notes: EvidenceNote[];
}

/** An enumeration of countries or models may run to thousands; the definition as sent holds them all. */
const mostValues = 40;

/** Marks up a raw definition with the evidence of its verdict; each note is numbered once, in reading order. */
export function annotateDefinition(
  definition: JsonRecord,
  classification: Classification,
): AnnotatedDefinition {
  const tool = readTool(definition);
  const evidence = openEvidenceNotes(classification);
  const name = markField(evidence, 'name', tool.name);
  const title = typeof definition.title === 'string' ? markField(evidence, 'title', definition.title) : null;
  const description = tool.description === '' ? null : markField(evidence, 'description', tool.description);
  const parameters = tool.parameters.map((parameter) => annotateParameter(parameter, evidence));
  const elsewhere = tool.texts.flatMap(({ field, text }) => {
    const marks = evidence.claimText(field, text);
    return marks.length === 0 ? [] : [{ field, text: markText(text, marks) }];
  });
  const unplaced = evidence.claimRest();
  return { name, title, description, parameters, elsewhere, unplaced, notes: evidence.notes };
}

function markField(evidence: EvidenceNotes, field: string, text: string): MarkedText {
  return markText(text, evidence.claimText(field, text));
}

function annotateParameter(parameter: Parameter, evidence: EvidenceNotes): MarkedParameter {
  const { field, depth, isRequired } = parameter;
  const name = markField(evidence, field, parameter.name);
  const values = parameter.values.map((value, index) => markField(evidence, `${field}.enum.${index}`, value));
  const shownValues = values.filter((value, index) => index < mostValues || isMarked(value));
  const defaultValue =
    parameter.defaultValue === null
      ? null
      : markField(evidence, `${field}.default`, withoutQuotes(parameter.defaultValue));
  const description =
    parameter.description === ''
      ? null
      : markField(evidence, parameter.descriptionField, parameter.description);
  return {
    name,
    depth,
    isRequired,
    takes: describeTypes(parameter),
    values: shownValues,
    hiddenValues: values.length - shownValues.length,
    defaultValue,
    description,
    notes: evidence.claimField(field),
  };
}

function isMarked({ shown, rest }: MarkedText): boolean {
  return [...shown, ...rest].some((segment) => segment.isMarked);
}

function withoutQuotes(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json; // A default that is longer than what is read of it.
  }
}

function describeTypes({ types, itemTypes, format }: Parameter): string {
  const named = types.map((type) =>
    type === 'array' && itemTypes.length > 0 ? `array of ${itemTypes.join(' or ')}` : type,
  );
  return [named.join(' or '), format === '' ? '' : `(${format})`].filter((part) => part !== '').join(' ');
}
