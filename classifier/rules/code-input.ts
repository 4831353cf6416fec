import { saying, taking, text } from '../example.ts';
import { headWord, takesFreeText } from '../parameter-shape.ts';
import type { Rule } from '../rule.ts';
import type { Parameter, Tool } from '../tool.ts';

const codeWords = new Set(
  'code command cmd script javascript js shell bash powershell sql commands'.split(' '),
);
/** Codes and commands that are labels: of a country, an error, a colour. */
const labels =
  /\b(?:country|language|currency|error|status|zip|postal|area|airport|iata|icao|state|region|product|stock|verification|auth\w*|promo|coupon|discount|access|invite|station|ticker|short|hex|iso|exit|response|color|colour) codes?\b|\bISO\b|\bfor example,? (?:US|en)\b/i;

/** Takes code or a command, and does not say what it does with it. */
export const codeInput: Rule = {
  id: 'code-input',
  title: 'Takes code and names no deed',
  rationale:
    'A tool that takes a command or code and says nothing clear about it most likely runs it. One that says that it checks, formats or explains the code is left alone, and so is the code of a country or an error.',
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
    const parameter = tool.parameters.find(isCode);
    if (parameter === undefined) return [];
    const { field, name } = parameter;
    return [{ effect: 'Execute', confidence: 'low', field, quote: name.slice(0, 200), start: 0 }];
  },
};

function saysWhatItDoes({ statements }: Tool): boolean {
  return statements.some(({ isWeak, deed }) => !isWeak && deed !== 'vague');
}

function isCode(parameter: Parameter): boolean {
  if (parameter.depth > 0 || !takesFreeText(parameter) || !codeWords.has(headWord(parameter))) return false;
  return !labels.test(`${parameter.words.join(' ')} ${parameter.description}`);
}
