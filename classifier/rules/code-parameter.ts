import { Clues } from '../clues.ts';
import { taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { SignalRule } from '../rule.ts';
import { noticeParameters } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

/** Words that mean code or a query language wherever they end a name. */
const codeWords = wordSet(`
  sql cypher gql sparql kql jql cql wiql soql promql logql jq jmespath script scripts command commands
  cmd commandline expression javascript bash eval snippet formula macro program
`);
/** What stands before such a word, or before `code`, when it is a mark, a schedule or a picture. */
const markWords = wordSet('cron regular regex facial chemical molecular movie');
/** What stands before `code` when it is a program; every other code (of a country, a state, an error) is a mark. */
const programWords = wordSet(`
  source python javascript js typescript ts sql shell bash html css svg test original new old sample
  example script chart raw program user r
`);
const queryWords = wordSet('query queries statement statements graphql pipeline filter search');
/** A name without any of these tells nothing. */
const tellingWords = new NameWords([...codeWords, ...queryWords, 'code', 'function']);

const queryLanguage =
  /\b(?:(?:my|postgre|no|t-|pl\/)?sql|cypher|graphql|sparql|gremlin|kql|kusto|jql|cql|wiql|soql|partiql|promql|logql|traceql|influxql|flux|bigquery|duckdb|xpath|jmespath|jsonata|datalog|xquery)\b|\baggregation pipeline\b|\bquery language\b|\bmongo(?:db)? (?:query|filter|pipeline)\b/i;
const programLanguage =
  /\b(?:javascript|typescript|coffeescript|python|lua|ruby|bash|shell|powershell|applescript|gdscript|c#|c\+\+|rust|golang|java|php|groovy|matlab|mathematica|prolog)\b|=>/i;
const codeThatDoes =
  /\b(?:source code|code (?:snippets?|blocks?|files?)|(?:execut|evaluat|interpret|compil|debug|format|lint|refactor|analy[sz]|review|run)\w* (?:[\w-]+ ){0,5}(?:code|scripts?|programs?))\b/i;
/** A description that begins as code, whatever the parameter is called. */
const beginsAsCode = new Phrase(
  /^(?:the |an? |raw |optional |your )*(?:javascript|typescript|python|lua|ruby|bash|shell|powershell|sql|t-sql|cypher|graphql|kql|sparql|c#|r) (?:code|scripts?|commands?|expressions?|snippets?|functions?|query|queries|statements?|program)\b(?! (?:variables|parameters|id|name))/i,
  'javascript typescript python lua ruby bash shell powershell sql cypher graphql kql sparql c r',
);
const mark =
  /\b(?:authori[sz]ation|verification|iso|iata|currency|country|language|ticker|postal|access|otp|one-time|2fa|stock|invite|state|region) codes?\b|\bcode (?:of|from|received)\b|^(?:name|id|type|title) of\b|\bpredefined\b|\b(?:dialogue|narration|spoken|voice-?over|speech|screenplay)\b/i;
const searchPhrase =
  /\b(?:search (?:query|term|phrase|text|string|keywords?)|natural language|keywords?|question|free[- ]text|what to search)\b/i;

/** Accepts code, a command or a query in a query language. */
export const codeParameter: SignalRule = {
  id: 'code-parameter',
  title: 'Accepts freeform code or a query',
  rationale:
    'The effect of a call is then whatever the caller writes, and no schema bounds it. A search phrase, a country code, an authorisation code or one of listed commands is not code; `query` counts only where the definition speaks of a query language.',
  decides: [],
  clues: new Clues({ names: [tellingWords], phrase: beginsAsCode }),
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
      because: 'the description says it though the name does not',
      definition: taking('set_layer', { value: text('The JavaScript expression of the layer') }),
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
      because: 'a question in words, even to a database',
      definition: taking('ask', { query: text('Natural language question') }, 'Asks the SQL assistant'),
    },
    {
      because: 'a mark of two letters',
      definition: taking('rates', { countryCode: text('Country code, e.g. US') }),
    },
    {
      because: 'a sign-in step',
      definition: taking('login', { code: text('Authorization code of the callback') }),
    },
    { because: 'a schedule', definition: taking('plan', { cron_expression: text('When to run') }) },
    {
      because: 'one of listed commands',
      definition: taking('editor', { command: { type: 'string', enum: ['view', 'create'] } }),
    },
    {
      because: 'words that are spoken',
      definition: taking('record', { script: text('Narration for the video') }),
    },
  ],
  notice: (tool) => noticeParameters(tool, isCode),
};

function isCode(parameter: Parameter, tool: Tool): boolean {
  if (parameter.values.length > 0) return false;
  if (tellingWords.areIn(parameter)) return isNamedCode(parameter, tool);
  return parameter.takesFreeText && beginsAsCode.isIn(parameter) && !isOneWord(parameter);
}

function isNamedCode(parameter: Parameter, tool: Tool): boolean {
  const { head, description } = parameter;
  if (queryWords.has(head)) return isQuery(parameter, tool);
  if (!parameter.takesFreeText) return false;
  if (head === 'code') return isProgram(parameter, tool);
  if (isOneWord(parameter)) return false;
  if (codeWords.has(head)) return !markWords.has(parameter.beforeHead) && !mark.test(description);
  if (head === 'function') return programLanguage.test(description);
  return beginsAsCode.isIn(parameter);
}

/** A default of one word is a choice by name: `bazett` is no formula. */
function isOneWord({ defaultValue }: Parameter): boolean {
  return defaultValue !== null && /^"[a-z]+"$/i.test(defaultValue);
}

/** A query is one in a query language if it says so, or if the tool does and it is no search phrase. */
function isQuery(parameter: Parameter, tool: Tool): boolean {
  const { description, depth } = parameter;
  if (!parameter.takesFreeText && parameter.head !== 'pipeline') return false;
  if (queryLanguage.test(description)) return true;
  if (depth > 0 || searchPhrase.test(description) || parameter.head === 'search') return false;
  return queryLanguage.test(tool.description) || tool.nameWords.some(({ word }) => codeWords.has(word));
}

function isProgram(parameter: Parameter, tool: Tool): boolean {
  const before = parameter.beforeHead;
  if (before !== '') return programWords.has(before);
  const { description } = parameter;
  if (mark.test(description)) return false;
  if (programLanguage.test(description) || codeThatDoes.test(description)) return true;
  const words = `${tool.nameWords.map(({ word }) => word).join(' ')} ${tool.description}`;
  return programLanguage.test(words) || codeThatDoes.test(words);
}
