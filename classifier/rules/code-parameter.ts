import { taking, text } from '../example.ts';
import { headWord, noticeParameters, takesFreeText, wordBeforeHead } from '../parameter-shape.ts';
import type { Rule } from '../rule.ts';
import type { Parameter, Tool } from '../tool.ts';

/** Words that mean code or a query language wherever they end a name. */
const codeWords = new Set([
  ...[
    'sql',
    'cypher',
    'gql',
    'sparql',
    'kql',
    'jql',
    'cql',
    'wiql',
    'soql',
    'promql',
    'logql',
    'jq',
    'jmespath',
  ],
  ...[
    'script',
    'scripts',
    'command',
    'commands',
    'cmd',
    'commandline',
    'expression',
    'javascript',
    'bash',
    'eval',
  ],
  ...['snippet', 'formula', 'macro', 'lambda', 'program'],
]);
/** Words that mean it only where the description, or the tool, speaks of code or of a query language. */
const doubtfulWords = new Set([
  'code',
  'query',
  'queries',
  'source',
  'statement',
  'statements',
  'pipeline',
  'function',
  'filter',
  'template',
  'input',
  'cell',
  'body',
  'graphql',
  'shell',
  'python',
  'js',
  'content',
  'text',
]);
/** What stands before `code` when it is a mark and no program. */
const markWords = new Set([
  ...[
    'country',
    'currency',
    'language',
    'lang',
    'status',
    'postal',
    'zip',
    'post',
    'area',
    'auth',
    'authorization',
  ],
  ...[
    'error',
    'airport',
    'station',
    'state',
    'region',
    'product',
    'promo',
    'discount',
    'coupon',
    'response',
    'exit',
  ],
  ...[
    'color',
    'colour',
    'qr',
    'bar',
    'stock',
    'fund',
    'city',
    'line',
    'verification',
    'invite',
    'share',
    'access',
  ],
]);
const queryLanguage =
  /\b(?:(?:my|postgre|no|t-|pl\/)?sql|cypher|graphql|sparql|gremlin|kql|kusto|jql|cql|wiql|soql|promql|logql|traceql|influxql|flux|bigquery|duckdb|jmespath|jsonata|datalog|xquery)\b|\baggregation pipeline\b|\bquery language\b|\b(?:select|insert) (?:\w+ |\* )?(?:from|into)\b|\bmongo(?:db)? (?:query|filter|pipeline)\b/i;
const runsCode =
  /\b(?:java|type|coffee)script\b|\b(?:python|lua|ruby|bash|shell|powershell|applescript|terminal|cli|gdscript|r|c#|groovy) (?:\w+ )?(?:code|scripts?|commands?|expressions?|snippets?|functions?|program)\b|\b(?:source )?code (?:snippet |string |block )?(?:to|that|which|for|you) |\bsource code\b|\bcode snippets?\b|\b(?:command|script|expression|statement)s? (?:line )?(?:to|that|which|string)\b|=>|\bshell command|\b(?:execute|evaluate|interpret)d?\b/i;
/** Words of a description that make a script a text to be spoken, or an expression that of a face. */
const spokenDescription =
  /\b(?:dialogue|narration|spoken|voice-?over|speech|movie|podcast|facial|screenplay)\b/i;
const searchPhrase =
  /\b(?:search (?:query|term|phrase|text|string|keywords?)|natural language|keywords?|question|free[- ]text|what to search)\b/i;

/** Accepts code, a command or a query in a query language. */
export const codeParameter: Rule = {
  id: 'code-parameter',
  title: 'Accepts freeform code or a query',
  rationale:
    'The effect of a call is then whatever the caller writes, and no schema bounds it. A search phrase, a country code, an authorisation code or one of listed commands is not code; `query` counts only where the definition speaks of a query language.',
  decides: [],
  positive: [
    { because: 'SQL by its name', definition: taking('run', { sql: text() }) },
    {
      because: 'a query that the description calls SQL',
      definition: taking('query', { query: text('SQL query to execute') }),
    },
    {
      because: 'an undescribed query of a tool that speaks of a query language',
      definition: taking('read', { query: text() }, 'Run a Cypher query against the graph'),
    },
    {
      because: 'code that is run',
      definition: taking('execute_code', { code: text('Python code to run in the kernel') }),
    },
    { because: 'a command line', definition: taking('exec', { command: text('The command to execute') }) },
    {
      because: 'a function that the page evaluates',
      definition: taking('evaluate', { function: text('() => { /* code */ }') }),
    },
    {
      because: 'an aggregation pipeline is a query though it is a list',
      definition: taking('aggregate', {
        pipeline: { type: 'array', items: { type: 'object' }, description: 'Aggregation pipeline stages' },
      }),
    },
  ],
  negative: [
    { because: 'a search phrase', definition: taking('search', { query: text('Search query') }) },
    {
      because: 'a mark of two letters',
      definition: taking('rates', { countryCode: text('Country code, e.g. US') }),
    },
    {
      because: 'a sign-in step',
      definition: taking('login', { code: text('Authorization code of the callback') }),
    },
    {
      because: 'one of listed commands',
      definition: taking('editor', { command: { type: 'string', enum: ['view', 'create'] } }),
    },
    {
      because: 'words that are spoken',
      definition: taking('record', { script: text('Narration for the video') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, 'code-parameter', (parameter) => isCode(parameter, tool)),
};

function isCode(parameter: Parameter, tool: Tool): boolean {
  const head = headWord(parameter);
  const isDoubtful = doubtfulWords.has(head);
  if (!isDoubtful && !codeWords.has(head)) return false;
  if (parameter.values.length > 0) return false;
  const { description } = parameter;
  if (head === 'pipeline' || head === 'filter')
    return queryLanguage.test(description) || (head === 'pipeline' && queryLanguage.test(tool.description));
  if (!takesFreeText(parameter) || spokenDescription.test(description)) return false;
  if (!isDoubtful) return !isMark(parameter);
  if (isMark(parameter)) return false;
  if (queryLanguage.test(description) || (runsCode.test(description) && head !== 'text')) return true;
  return isSpokenOfByTool(parameter, head, tool);
}

/** Whether an undescribed `code` or `query` is told by the tool's own name or description. */
function isSpokenOfByTool({ description, depth }: Parameter, head: string, tool: Tool): boolean {
  if (depth > 0 || searchPhrase.test(description)) return false;
  const isQuery = head === 'query' || head === 'statement' || head === 'queries' || head === 'graphql';
  const words = `${tool.nameWords.map(({ word }) => word).join(' ')} ${tool.description}`;
  if (isQuery) return queryLanguage.test(words);
  return head === 'code' && (runsCode.test(words) || /\b(?:code|script|python|javascript)\b/i.test(words));
}

function isMark(parameter: Parameter): boolean {
  if (markWords.has(wordBeforeHead(parameter))) return true;
  if (headWord(parameter) !== 'code') return false;
  return /\b(?:authori[sz]ation|verification|iso|iata|currency|country|language|ticker|postal|access|otp|one-time|2fa|stock|invite) codes?\b|\bcode (?:of|from|received)\b/i.test(
    parameter.description,
  );
}
