import { saying, taking, text } from '../example.ts';
import { NameWords } from '../name-words.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';

const httpVerb = new Phrase(
  /\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b(?: HTTP)? (?:request|call)s?\b|\bHTTP (GET|HEAD|POST|PUT|PATCH|DELETE)\b/,
  'request requests call calls http',
);
const anyRequest =
  /\b(?:makes?|sends?|performs?|executes?|issues?|calls?|invokes?|runs?) (?:an? |any |arbitrary |raw |custom |generic |authenticated |direct )*(?:http|https|api|rest|web|graphql|rpc|json-rpc)(?:\/\w+)? ?(?:requests?|calls?|endpoints?|methods?)?\b/i;
const anyTool =
  /\b(?:execute|call|invoke|run|use)s? (?:an? |any |available |another |the )*(?:\w+ ){0,3}(?:mcp )?(?:tool|function|action|operation|method)s?\b/i;
const saysGet = new Phrase(/\bGET\b/i, 'get');
const argumentWords = new NameWords('arguments args params parameters input inputs payload'.split(' '));
const commandWords = new NameWords(['command', 'subcommand']);
const router = /\b(?:command router|sub-?commands?|sub-commands|hierarchical)\b/i;

/** Passes on a request that the caller makes up. */
export const passthrough: DecidingRule = {
  id: 'passthrough',
  title: 'Passes on any request or command',
  rationale:
    'Whoever may call any endpoint, any tool or any sub-command may do all that stands behind them. A fixed verb bounds a little: a free GET only reads, a free DELETE deletes. A router whose text names nothing but looking up is a look-up.',
  decides: [6],
  positive: [
    {
      because: 'any request of any method',
      definition: taking(
        'api_request',
        { method: { type: 'string', enum: ['GET', 'POST', 'DELETE'] }, path: text('API path') },
        'Make an API request.',
      ),
    },
    {
      because: 'a free DELETE deletes',
      definition: saying('http_delete', 'Make an HTTP DELETE request to a URL'),
    },
    {
      because: 'any tool by its name',
      definition: taking(
        'execute_tool',
        { name: text('Tool name'), arguments: { type: 'object' } },
        'Execute an available tool by name.',
      ),
    },
  ],
  negative: [
    { because: 'a free GET is for the rule of looking', definition: saying('fetch_page', 'Fetch a page.') },
    {
      because: 'the method is recorded with the request, nothing is sent',
      definition: taking(
        'create_request',
        { method: { type: 'string', enum: ['GET', 'POST'] }, url: text() },
        'Creates a request in a collection.',
      ),
    },
    {
      because: 'the router only looks up',
      definition: taking(
        'docs',
        { command: text('Sub-command to run'), parameters: { type: 'object' } },
        'Commands for searching documentation. This is a command router with sub-commands.',
      ),
    },
  ],
  notice(tool) {
    return [...noticeFixedVerb(tool), ...noticeAnyRequest(tool), ...noticeRouter(tool)];
  },
};

const fixedVerbEffects = {
  GET: 'Read',
  HEAD: 'Read',
  POST: 'Execute',
  PUT: 'Execute',
  PATCH: 'Execute',
  DELETE: 'Destructive',
} as const;

function noticeFixedVerb(tool: Tool): EffectNotice[] {
  const found = httpVerb.find(tool, 300);
  const verb = found?.[1] ?? found?.[2];
  if (found === null || verb === undefined || !(verb in fixedVerbEffects)) return [];
  if (!/^\W*(?:make|send|perform|execute|issue|proxy|(?!this )\w+s )/i.test(tool.description)) return [];
  const effect = fixedVerbEffects[verb as keyof typeof fixedVerbEffects];
  return [{ effect, confidence: 'high', field: 'description', quote: found[0], start: found.index }];
}

function noticeAnyRequest(tool: Tool): EffectNotice[] {
  const method = tool.parameters.find(isHttpMethod);
  if (method !== undefined && mayRequest(tool)) {
    return [{ effect: 'Execute', confidence: 'high', field: method.field, quote: method.name, start: 0 }];
  }
  const found = takesArguments(tool) ? anyTool.exec(tool.description.slice(0, 300)) : null;
  if (found === null || !tool.parameters.some(namesTool)) return [];
  return [
    {
      effect: 'Execute',
      confidence: 'high',
      field: 'description',
      quote: found[0].slice(0, 200),
      start: found.index,
    },
  ];
}

function takesArguments({ traits, parameters }: Tool): boolean {
  if (!argumentWords.areIn(traits)) return false;
  return parameters.some(({ depth, words }) => depth === 0 && argumentWords.has(words.at(-1) ?? ''));
}

function mayRequest({ statements, description }: Tool): boolean {
  if (statements.length === 0 || anyRequest.test(description)) return true;
  return statements.some(
    ({ deed, place }) => place !== 'body' && (deed === 'run' || deed === 'vague' || deed === 'message'),
  );
}

function isHttpMethod(parameter: Parameter): boolean {
  const { name, values, description, depth } = parameter;
  if (depth > 1 || (values.length === 0 && !saysGet.isIn(parameter)) || !/method|verb/i.test(name))
    return false;
  const said = values.length > 0 ? values.join(' ') : description;
  return /\b(?:POST|PUT|DELETE|PATCH)\b/i.test(said) && /\bGET\b/i.test(said);
}

function namesTool(parameter: Parameter): boolean {
  return (
    parameter.depth === 0 &&
    parameter.takesFreeText &&
    /^(?:name|tool|action|function|method|operation)$/.test(
      parameter.words.findLast((word) => word !== 'name' && word !== 'id') ?? 'name',
    )
  );
}

/** A router is bounded by what its text names, where that is looking up alone. */
function noticeRouter(tool: Tool): EffectNotice[] {
  if (!commandWords.areIn(tool.traits)) return [];
  const command = tool.parameters.find(
    ({ name, depth, values }) => depth === 0 && values.length === 0 && /^(?:sub-?)?command$/i.test(name),
  );
  if (command === undefined || !router.test(tool.description)) return [];
  const named = tool.statements.filter(
    ({ place, isWeak, deed }) => place === 'lead' && (!isWeak || deed === 'vague'),
  );
  const onlyLooks =
    named.length > 0 && named.every(({ deed }) => deed === 'look' || deed === 'study' || deed === 'make');
  if (onlyLooks) return [];
  const deletion = /\b(?:delet(?:e|es|ing|ion)|CRUD)\b/.exec(tool.description);
  if (deletion !== null && !/\bnot? (?:\w+ ){0,3}$/.test(tool.description.slice(0, deletion.index))) {
    const place = { field: 'description', quote: deletion[0], start: deletion.index };
    return [{ effect: 'Destructive', confidence: 'medium', ...place }];
  }
  return [{ effect: 'Execute', confidence: 'medium', field: command.field, quote: command.name, start: 0 }];
}
