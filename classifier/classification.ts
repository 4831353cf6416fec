/** The six answers, mildest first; `Unknown` stands apart and outranks nothing. See the risk table for what each means. */
export const categories = ['Unknown', 'Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;
export type Category = (typeof categories)[number];

export const riskLevels = ['Low', 'Medium', 'High', 'Critical'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** 1 (Read) to 5 (Financial); null where nothing can be told. */
export type Severity = 1 | 2 | 3 | 4 | 5 | null;

/** How sure a verdict is: `high` the definition says it; `medium` it is a close reading; `low` one weak word carries it. */
export type Confidence = 'high' | 'medium' | 'low';

/** Words of the definition that a rule points at. */
export interface Evidence {
  /** Id of the rule that pointed, which is its file's name and its page on the site. */
  rule: string;
  /** Where the words stand, as a dotted path into the definition: `name`, `description`, `inputSchema.properties.path`. */
  field: string;
  /** The words, verbatim; always a substring of the field's text, at most 200 characters. For a schema node that is no text, the property's name or the keyword. */
  quote: string;
  /** Offset of the quote in the field's text, in UTF-16 units; 0 where the field is no text. */
  start: number;
}

/** One fact that one rule noticed. Its wording for readers is in `signals.ts`. */
export interface Signal extends Evidence {
  id: SignalId;
  /** Name of the parameter that it is about, as the wording shows it. */
  parameter?: string;
  /** The number that it is about, as the wording shows it (count of properties). */
  count?: number;
}

/** One thing that a tool does by choice of its arguments. */
export interface Action {
  /** `choice`: a listed value of a parameter that selects what is done. `option`: an optional parameter that adds an effect. */
  kind: 'choice' | 'option';
  parameter: string;
  /** The selecting value; for an option null, or the value that switches the effect on. */
  value: string | null;
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
  evidence: Evidence[];
}

/** What is left of a tool when some arguments are forbidden: "without `force`: Write". */
export interface Remainder {
  /** Parameters to forbid; `values` null forbids the parameter, else only those of its values. */
  forbidden: { parameter: string; values: string[] | null }[];
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
}

/** A reviewed correction of the rules' verdict on exactly one definition of one server. */
export interface Correction {
  category: Exclude<Category, 'Unknown'>;
  /** One sentence: what the rules misread. */
  reason: string;
  /** Where it was reviewed. */
  link: string;
}

/** The verdict on one tool: the gravest thing that one call can do, as far as its definition says. */
export interface Classification {
  /** The tool's name as the server spelled it; '' where it has none. */
  name: string;
  category: Category;
  riskLevel: RiskLevel;
  severity: Severity;
  confidence: Confidence;
  /** What the category rests on, strongest first; empty only for `Unknown`. */
  evidence: Evidence[];
  /** In the order of `signalIds`, then of place in the definition. */
  signals: Signal[];
  /** Empty unless arguments choose what is done. */
  actions: Action[];
  remainder: Remainder | null;
  /** How the definition departs from the specification, as sentences; empty where it conforms. */
  problems: string[];
  /** Set where a reviewed correction overrides the rules, with what they had said. */
  corrected?: Correction & { rules: { category: Category; riskLevel: RiskLevel; severity: Severity } };
}

export const signalIds = [
  'hidden-instructions',
  'shadowing',
  'annotation-mismatch',
  'secret-exposure',
  'access-change',
  'code-parameter',
  'credential-parameter',
  'path-parameter',
  'url-parameter',
  'markup-parameter',
  'force-parameter',
  'free-form-object',
  'bulk-operation',
  'multi-action',
  'overwrites',
  'outbound-message',
  'private-data',
  'open-world',
  'parameter-count',
  'dry-run-parameter',
  'annotation-missing',
  'undescribed',
] as const;
export type SignalId = (typeof signalIds)[number];
