import type { Classification, SignalId } from '../classifier/classification.ts';
import { describeRemainder, describeVerdict } from '../classifier/words.ts';
import type { Recommendation } from '../policy/recommendation.ts';
import { describeChoice } from './evidence-notes.ts';

export interface Question {
  question: string;
  /** Plain text; what stands between backticks is code. */
  answer: string;
}

/** What the answers draw on. */
export interface QuestionedTool {
  name: string;
  server: string;
  version: string | null;
  /** ISO 8601. */
  observedAt: string;
  /** null where the server runs elsewhere and was asked over HTTP. */
  sandbox: string | null;
  classification: Classification;
  recommendation: Recommendation;
  annotationsGiven: boolean;
}

/** Questions that somebody who must decide on this tool asks, answered from what was found in it. */
export function answerQuestions(tool: QuestionedTool): Question[] {
  return [
    askForEffect(tool),
    askForLevel(tool),
    askForArguments(tool),
    askForSafeguard(tool),
    askForData(tool),
    askForHints(tool),
    askForPrevention(tool),
    askForSource(tool),
  ].filter((question) => question !== null);
}

function askForEffect({ name, classification }: QuestionedTool): Question {
  return { question: `What can one call of ${name} do?`, answer: describeVerdict(classification) };
}

function askForLevel({ name, classification }: QuestionedTool): Question {
  const { category, riskLevel, severity, confidence, signals } = classification;
  const raising = signals.filter(({ id }) => raisingSignals.has(id)).map(({ quote }) => `“${quote}”`);
  const scale = severity === null ? 'no severity' : `severity ${severity} of 5`;
  const raised = raising.length === 0 ? '' : ` The words ${listWords(raising)} count towards the level.`;
  return {
    question: `How grave is ${name}?`,
    answer: `${riskLevel}: it is of category ${category}, with ${scale}. ${confidenceWords[confidence]}${raised}`,
  };
}

const raisingSignals = new Set<SignalId>([
  'secret-exposure',
  'access-change',
  'hidden-instructions',
  'shadowing',
]);

const confidenceWords: Record<Classification['confidence'], string> = {
  high: 'The definition says so itself.',
  medium: 'That is a close reading of the definition, which does not say it in so many words.',
  low: 'One weak word carries that verdict; read the definition yourself.',
};

function askForArguments({ name, classification: { signals } }: QuestionedTool): Question | null {
  const bound = signals.filter(({ id, parameter }) => bindableSignals.has(id) && parameter !== undefined);
  if (bound.length === 0) return null;
  const parameters = [...new Set(bound.map(({ parameter }) => `\`${parameter}\``))];
  return {
    question: `Which arguments of ${name} should a policy bind?`,
    answer: `${listWords(parameters)}: the caller chooses freely what goes in there, and the effect follows from it.`,
  };
}

const bindableSignals = new Set<SignalId>([
  'path-parameter',
  'url-parameter',
  'code-parameter',
  'markup-parameter',
  'force-parameter',
]);

function askForSafeguard({ name, classification }: QuestionedTool): Question | null {
  const { remainder, actions, category } = classification;
  if (remainder !== null) {
    return {
      question: `Can ${name} be made milder?`,
      answer: `Yes, by forbidding arguments: ${describeRemainder(remainder)}.`,
    };
  }
  if (actions.length === 0) return null;
  const gravest = actions
    .filter((action) => action.category === category)
    .map((action) => `\`${describeChoice(action)}\``);
  return {
    question: `Do all calls of ${name} do the same?`,
    answer:
      gravest.length === 0
        ? `No, arguments choose between ${actions.length} actions, but the verdict does not hang on them.`
        : `No, arguments choose. ${listWords(gravest)} makes a call ${category}, and forbidding it would leave nothing milder that the definition vouches for.`,
  };
}

function askForData({ name, classification: { signals } }: QuestionedTool): Question | null {
  const ids = new Set(signals.map(({ id }) => id));
  const parts = [
    ids.has('private-data') ? 'personal or private data' : null,
    ids.has('secret-exposure') ? 'credentials' : null,
    ids.has('open-world') ? 'text that others wrote, which may carry instructions to the model' : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return {
    question: `What does ${name} bring into the conversation?`,
    answer: `By its definition: ${listWords(parts)}.`,
  };
}

function askForHints({ name, classification: { signals }, annotationsGiven }: QuestionedTool): Question {
  const question = `Do the hints of ${name} agree with its words?`;
  if (!annotationsGiven) return { question, answer: 'It gives none, so there is nothing to compare.' };
  const contradictions = signals.filter(({ id }) => id === 'annotation-mismatch');
  if (contradictions.length === 0) {
    return {
      question,
      answer: 'No contradiction was found. Hints are claims all the same, and lower no level.',
    };
  }
  return {
    question,
    answer: `No. ${listWords(contradictions.map(({ field }) => `\`${field}\``))} claims less harm than the rest of the definition says.`,
  };
}

function askForPrevention({ name, recommendation }: QuestionedTool): Question {
  const advice = {
    allow: 'The policy above lets it run. To block it, hide it instead: list its name under `hide`.',
    ask: 'The policy above has a person approve each call where the engine can ask one, and denies it where it cannot.',
    deny: 'The policy above denies every call.',
    hide: 'The policy above hides it: the agent never sees it, so it cannot call it.',
  }[recommendation.decision];
  return { question: `How do I keep an agent from calling ${name}?`, answer: advice };
}

function askForSource({ name, server, version, observedAt, sandbox }: QuestionedTool): Question {
  const release = version === null ? '' : ` ${version}`;
  const way = sandbox === null ? 'was asked over HTTP' : 'was started in a sandbox';
  return {
    question: `Where does this definition of ${name} come from?`,
    answer: `From \`${server}\`${release} itself: it ${way} and listed its tools on ${observedAt.slice(0, 10)}.`,
  };
}

function listWords(words: string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
