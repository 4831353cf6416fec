import type { Signal, SignalId } from './classification.ts';

/** How a signal is told to a reader. */
export interface SignalWording {
  /** Heading, with `{parameter}` and `{count}` where the signal's own stand. */
  title: string;
  /** What it means for the reader, in one sentence. */
  meaning: string;
  /** `raises` the risk level, `mitigates` (shown, changes no level) or only `informs`. */
  weight: 'raises' | 'mitigates' | 'informs';
}

/** The words of every signal, in the order of `signalIds`. Titles are those of the project's taxonomy. */
export const signalWordings: Readonly<Record<SignalId, SignalWording>> = {
  'hidden-instructions': {
    title: 'Its definition speaks to the model',
    meaning:
      'The definition holds orders to the assistant, or text that a person does not see, beyond saying what the tool does.',
    weight: 'raises',
  },
  shadowing: {
    title: "Speaks of other servers' tools",
    meaning: 'The definition tells the assistant how to use, or not to use, tools that are not its own.',
    weight: 'raises',
  },
  'annotation-mismatch': {
    title: 'Its hints contradict its words',
    meaning: 'A hint of the server claims less harm than the rest of the definition says.',
    weight: 'informs',
  },
  'secret-exposure': {
    title: 'Returns credentials or secrets',
    meaning: 'What comes back holds passwords, keys or tokens, and lands in the conversation.',
    weight: 'raises',
  },
  'access-change': {
    title: 'Changes who may do what',
    meaning: 'A call gives or takes away permissions, roles, shares or keys.',
    weight: 'raises',
  },
  'code-parameter': {
    title: 'Accepts freeform code/query input ({parameter})',
    meaning: 'The caller writes code, a command or a query of its own, and the tool takes it as it is.',
    weight: 'informs',
  },
  'credential-parameter': {
    title: 'Handles credentials or secrets ({parameter})',
    meaning: 'A password, token or key is passed as an argument, and so passes through the conversation.',
    weight: 'informs',
  },
  'path-parameter': {
    title: 'Accepts file system path ({parameter})',
    meaning: 'The caller chooses a file or directory of the machine; bind it to the folders that are meant.',
    weight: 'informs',
  },
  'url-parameter': {
    title: 'Accepts URL/endpoint input ({parameter})',
    meaning: 'The caller chooses the address that is contacted; bind it to the hosts that are meant.',
    weight: 'informs',
  },
  'markup-parameter': {
    title: 'Accepts raw HTML/template content ({parameter})',
    meaning: 'What is passed is rendered as HTML or a template, and can carry scripts or expressions.',
    weight: 'informs',
  },
  'force-parameter': {
    title: 'Can skip a safeguard ({parameter})',
    meaning: 'An argument switches off a check, a confirmation or a protection against overwriting.',
    weight: 'informs',
  },
  'free-form-object': {
    title: 'Accepts unconstrained input',
    meaning: 'The schema does not say what may be passed here, so nothing can be checked against it.',
    weight: 'informs',
  },
  'bulk-operation': {
    title: 'Bulk/mass operation — affects multiple targets',
    meaning: 'One call reaches many targets at once.',
    weight: 'informs',
  },
  'multi-action': {
    title: 'One tool, several actions',
    meaning: 'An argument chooses what is done, so allowing the tool allows all of it.',
    weight: 'informs',
  },
  overwrites: {
    title: 'Replaces what stood there',
    meaning: 'A call puts new content where old content was.',
    weight: 'informs',
  },
  'outbound-message': {
    title: 'Reaches people outside',
    meaning: 'A call sends something that people receive, and that cannot be unsent.',
    weight: 'informs',
  },
  'private-data': {
    title: 'Reads personal or private data',
    meaning: "Mail, files, messages, customers' or health data come back into the conversation.",
    weight: 'informs',
  },
  'open-world': {
    title: 'Brings in content that others wrote',
    meaning: 'What comes back was written by strangers and may carry instructions to the assistant.',
    weight: 'informs',
  },
  'parameter-count': {
    title: 'High parameter count ({count} properties)',
    meaning: 'So many arguments are hard to review and to bind one by one.',
    weight: 'informs',
  },
  'dry-run-parameter': {
    title: 'Offers a dry run ({parameter})',
    meaning: 'An argument shows what would happen and leaves it undone.',
    weight: 'mitigates',
  },
  'annotation-missing': {
    title: 'Gives no hints',
    meaning: 'The server does not say whether the tool only reads, destroys or reaches outside.',
    weight: 'informs',
  },
  undescribed: {
    title: 'Says too little about itself',
    meaning: 'A description or a type is missing, so what a call does can only be guessed.',
    weight: 'informs',
  },
};

/** The heading of one signal as a page shows it: `Accepts file system path (path)`. */
export function describeSignal(signal: Signal): string {
  const { title } = signalWordings[signal.id];
  const parameter = signal.parameter === undefined ? '' : ` (${signal.parameter})`;
  // Functions, because a name may hold `$&`, which a replacement text would expand.
  return title.replace('{count}', () => String(signal.count ?? 0)).replace(' ({parameter})', () => parameter);
}
