import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { Statement } from '../language/statement.ts';
import { findListedDeeds } from '../listed-deeds.ts';
import type { DecidingRule } from '../rule.ts';
import type { Tool } from '../tool.ts';

export const run: DecidingRule = {
  id: 'run',
  title: 'Says that it runs something',
  rationale:
    'Code, a command, a test or another tool does what it was written to do, and the definition does not bound that. Code in a sandbox is code.',
  decides: [6, 8, 18],
  clues: new Clues({ deeds: ['run'] }),
  positive: [
    { because: 'it runs a command', definition: saying('execute_command', 'Execute a shell command') },
    { because: 'it runs code', definition: saying('run_python_file', 'Run an existing Python file.') },
    {
      because: 'a command that is not named may be any',
      definition: saying('get_weather', 'Gets the weather. Executes a command on the host.'),
    },
    { because: 'it goes on running', definition: saying('agent', 'Continue executing an agent.') },
  ],
  negative: [
    { because: 'it reads a run', definition: saying('get_run', 'Get a run.') },
    {
      because: 'how it looks them up is fixed',
      definition: saying('list_tables', 'List all tables. This tool runs the SHOW TABLES command.'),
    },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Execute', ['run'], isUnbounded);

    function isUnbounded(said: Statement): boolean {
      return !(
        isBounded(said, tool) ||
        namesHttpVerb(said) ||
        isSum(said, tool) ||
        isSearch(said, tool) ||
        (namesChoice(said) && findListedDeeds(tool).length > 1)
      );
    }
  },
};

/** A promise that nothing is written bounds a query or a command, not code: its files may be read-only, its effect is not. */
function isBounded({ object }: Statement, { readOnlyPromise }: Tool): boolean {
  if (readOnlyPromise === null) return false;
  return (
    object.includes('only') ||
    !object.some((word) => /^(?:code|scripts?|python|javascript|bash|shell)$/.test(word))
  );
}

/** "Make a GET request" is bounded by its verb, which another rule reads. */
function namesHttpVerb({ object }: Statement): boolean {
  return (
    object.some((word) => /^(?:get|head|post|put|patch|delete)$/.test(word)) &&
    /^requests?$/.test(object.at(-1) ?? '')
  );
}

/** "Perform an operation" is bounded by the operations that a parameter lists. */
function namesChoice({ verb, object }: Statement): boolean {
  return (verb === 'perform' || verb === 'execute') && /^(?:operation|action)s?$/.test(object.at(-1) ?? '');
}

/** What is calculated as well is arithmetic: "calculates or evaluates an expression". */
function isSum({ verb, object }: Statement, { statements }: Tool): boolean {
  if (verb === 'evaluate' && object.at(-1) !== 'expression') return false;
  if (verb !== 'evaluate' && verb !== 'run') return false;
  return statements.some((other) => other.verb === 'calculate' || other.verb === 'compute');
}

/** "Run queries with filters" by a tool that is called after finding finds. */
function isSearch({ object }: Statement, { statements }: Tool): boolean {
  if (object.length !== 1 || !/^(?:query|queries)$/.test(object[0] ?? '')) return false;
  return statements.some(({ place, deed, isWeak }) => place === 'name' && deed === 'look' && !isWeak);
}
