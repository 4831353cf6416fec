import { saying, taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import type { Parameter, Tool } from '../tool.ts';

/** Languages whose statements can change data. */
const writing =
  /\b(?:sql|t-sql|plsql|cypher|graphql|gql|kql|kusto|sparql|surrealql|hql|hive|mdx|aql|gremlin|dax|n1ql|partiql|soql|aggregation pipelines?|(?:insert|update|delete|ddl|dml)(?: \w+)? (?:statements?|queries))\b/i;
/** Languages of logs, metrics and search, which have no writes. */
const reading =
  /\b(?:promql|logql|gaql|traceql|metricsql|lucene|jql|nrql|apl|spl|insights|search (?:syntax|query|language)|filter (?:syntax|expression)|jsonpath|xpath|jmespath|soql|sosl|wiql|cql)\b/i;
/** What may be a statement of SQL as an example; it is one where a FROM is near. */
const selection = /\bSELECT [^;\n]+/g;
const furthestFrom = 90;
/** The statement is looked at, not run. */
const studied =
  /\bto (?:analy[sz]e|explain|validate|check|format|parse|optimi[sz]e|translate|convert|lint|review)\b/i;
const queryWords = new NameWords(
  'query sql statement statements cypher graphql kql gql sparql aql queries'.split(' '),
);

/** What is told of a statement is none: its name, its number. */
const saidOfStatement = new Set('name names id ids type types status limit timeout language'.split(' '));

/** Runs what the caller writes in a query language. */
export const queryLanguage: DecidingRule = {
  id: 'query-language',
  title: 'Runs a statement in a query language',
  rationale:
    'A statement of SQL, Cypher or GraphQL can read, change or drop; only a promise that it cannot write bounds it. A read-only default is no promise. Languages of logs, metrics and searches have no writes, and a tool that only checks, explains or writes the statement runs none.',
  decides: [5],
  positive: [
    {
      because: "the SQL is the caller's and nothing bounds it",
      definition: taking('run_query', { sql: text('SQL to run') }, 'Run a query on the database.'),
    },
    {
      because: 'an example shows the language where the parameters are not known',
      definition: saying('query_store', 'Query the store.\nExample: SELECT id FROM orders'),
    },
    {
      because: 'the description names the language',
      definition: taking('query_graph', { query: text('A Cypher query') }, 'Query the graph.'),
    },
  ],
  negative: [
    {
      because: 'it promises that it cannot write',
      definition: taking('query', { sql: text() }, 'Run a read-only SQL query'),
    },
    {
      because: 'metrics have no writes',
      definition: taking('query_metrics', { query: text('PromQL expression') }, 'Query metrics.'),
    },
    {
      because: 'the name of a statement is none',
      definition: taking(
        'get_profile',
        { statementName: text('Name of the SQL statement.') },
        'Get the profile of a SQL statement.',
      ),
    },
    {
      because: 'a search phrase is no statement',
      definition: taking('search', { query: text('What to search for') }, 'Search the web.'),
    },
    {
      because: 'the statement is explained, not run',
      definition: taking('explain_sql', { sql: text() }, 'Explain a SQL statement.'),
    },
  ],
  notice(tool) {
    if (tool.readOnlyPromise !== null || !runsWhatItTakes(tool)) return [];
    const parameter = queryWords.areIn(tool.traits)
      ? tool.parameters.find((parameter) => isStatement(parameter, tool))
      : undefined;
    if (parameter === undefined) return noticeExample(tool);
    const { field, name } = parameter;
    return [{ effect: 'Execute', confidence: 'high', field, quote: name.slice(0, 200), start: 0 }];
  },
};

/** A tool that queries, whose parameters were not captured, tells its language by an example. */
function noticeExample({ statements, parameters, description }: Tool): EffectNotice[] {
  const mayWrite = statements[0]?.verb === 'query' && parameters.length === 0 && !reading.test(description);
  const found = mayWrite ? findExample(description) : null;
  if (found === null) return [];
  return [{ effect: 'Execute', confidence: 'low', field: 'description', ...found }];
}

function findExample(description: string): { quote: string; start: number } | null {
  for (const { 0: statement, index } of description.matchAll(selection)) {
    const from = statement.search(/ FROM \w/);
    if (from > 'SELECT '.length && from < furthestFrom)
      return { quote: statement.slice(0, from + ' FROM x'.length), start: index };
  }
  return null;
}

/** Explaining, checking or formatting a statement runs none. */
function runsWhatItTakes({ statements }: Tool): boolean {
  const headline = statements.filter(({ place }) => place !== 'body');
  return !headline.some(
    ({ deed, verb }) => deed === 'study' || deed === 'make' || verb === 'verify' || verb === 'check',
  );
}

function isStatement(parameter: Parameter, tool: Tool): boolean {
  if (parameter.depth > 0 || !parameter.takesFreeText || !queryWords.areIn(parameter)) return false;
  const own = `${parameter.name} ${parameter.description}`;
  if (reading.test(own) || studied.test(own)) return false;
  if (saidOfStatement.has(parameter.words.at(-1) ?? '')) return false;
  if (writing.test(own.replaceAll('_', ' '))) return true;
  if (parameter.words.at(-1) !== 'query' && parameter.words.at(-1) !== 'statement') return false;
  return (
    parameter.description.length < 60 &&
    !reading.test(tool.description) &&
    (writing.test(`${tool.name.replaceAll('_', ' ')} ${tool.description}`) ||
      findExample(tool.description) !== null)
  );
}
