import { saying, taking, text } from '../example.ts';
import type { DecidingRule } from '../rule.ts';
import type { Parameter, Tool } from '../tool.ts';

const codeWords = new Set(
  'code command cmd script javascript js shell bash powershell sql commands'.split(' '),
);
/** Said of the parameter, or of the tool that takes it, these say that it is run. */
const isRun =
  /\b(?:to (?:execute|run|evaluate)|executed?|shell|terminal|console|repl|bash|powershell|command[- ]line)\b/i;

/** Takes code or a command, and does not say what it does with it. */
export const codeInput: DecidingRule = {
  id: 'code-input',
  title: 'Takes code and names no deed',
  rationale:
    'A tool that takes a command or code, speaks of running or of a shell and says nothing clearer most likely runs it. One that says that it checks, formats or explains the code is left alone, and so is the code of a country or an error.',
  decides: [6],
  positive: [
    {
      because: 'a bare shell takes a command',
      definition: taking('adb_shell', { command: text(), device: text() }),
    },
    {
      because: 'a console is for running what is typed',
      definition: taking('python_repl', { code: text() }, 'Interactive session that keeps its state.'),
    },
  ],
  negative: [
    {
      because: 'the code is explained',
      definition: taking('explain', { code: text() }, 'Explains what a piece of code does.'),
    },
    {
      because: 'the code is a label',
      definition: taking('weather', { code: text('Country code') }, 'Weather of a country'),
    },
    { because: 'it takes nothing', definition: saying('shell_history', 'History of the shell') },
  ],
  notice(tool) {
    if (saysWhatItDoes(tool)) return [];
    const about = `${tool.nameWords.map(({ word }) => word).join(' ')} ${tool.description}`;
    const parameter = tool.parameters.find(
      (some) => isCode(some) && isRun.test(`${some.description} ${about}`),
    );
    if (parameter === undefined) return [];
    const { field, name } = parameter;
    return [{ effect: 'Execute', confidence: 'low', field, quote: name.slice(0, 200), start: 0 }];
  },
};

function saysWhatItDoes({ statements }: Tool): boolean {
  return statements.some(({ isWeak, deed }) => deed === 'study' || (!isWeak && deed !== 'vague'));
}

function isCode(parameter: Parameter): boolean {
  return parameter.depth === 0 && parameter.takesFreeText && codeWords.has(parameter.head);
}
