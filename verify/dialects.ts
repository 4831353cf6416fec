/** One call that the scripted model asks for. */
export interface ScriptedCall {
  id: string;
  /** As the client names the tool to its model. */
  tool: string;
  /** The namespace that the tool stands in, where the client gives its tools in namespaces; '' where it does not. */
  namespace: string;
  arguments: Record<string, unknown>;
}

/** What a request to the model says of the calls before it. */
export interface ModelRequest {
  /** Tools that the model may call; `namespace` and name, joined by a slash where there is a namespace. */
  offered: string[];
  /** Text that came back for each call, by the call's id. */
  results: Map<string, string>;
}

/** One vendor's streaming API, as far as a client needs it to make calls. */
export interface Dialect {
  /** Path of its endpoint, below the address that the client is given. */
  path: RegExp;
  read(body: unknown): ModelRequest;
  /** Server-sent events that ask for one call, or say that all is done. */
  write(call: ScriptedCall | null): string;
}

interface Item {
  type?: string;
  name?: string;
  content?: unknown;
  output?: unknown;
  role?: string;
  tool_use_id?: string;
  tool_call_id?: string;
  call_id?: string;
  function?: { name: string };
  tools?: Item[];
}

const usage = { input_tokens: 1, output_tokens: 1 };

const anthropicMessages: Dialect = {
  path: /\/messages$/,
  read(body) {
    const { tools = [], messages = [] } = body as { tools?: Item[]; messages?: Item[] };
    const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? (content as Item[]) : []));
    return {
      offered: tools.flatMap(({ name }) => name ?? []),
      results: readResults(parts, ({ tool_use_id }) => tool_use_id, 'content'),
    };
  },
  write(call) {
    const block =
      call === null
        ? { type: 'text', text: '' }
        : { type: 'tool_use', id: call.id, name: call.tool, input: {} };
    const delta =
      call === null
        ? { type: 'text_delta', text: 'done' }
        : { type: 'input_json_delta', partial_json: JSON.stringify(call.arguments) };
    const message = {
      id: 'message',
      type: 'message',
      role: 'assistant',
      model: 'scripted',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    };
    return writeEvents([
      { type: 'message_start', message },
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: call === null ? 'end_turn' : 'tool_use', stop_sequence: null },
        usage,
      },
      { type: 'message_stop' },
    ]);
  },
};

const openaiResponses: Dialect = {
  path: /\/responses$/,
  read(body) {
    const { tools = [], input = [] } = body as { tools?: Item[]; input?: Item[] | string };
    const items = typeof input === 'string' ? [] : input;
    const offered = tools.flatMap(({ type, name = '', tools: inner = [] }) =>
      type === 'namespace' ? inner.map((tool) => `${name}/${tool.name}`) : name,
    );
    return { offered, results: readResults(items, ({ call_id }) => call_id, 'output') };
  },
  write(call) {
    const item =
      call === null
        ? { type: 'message', role: 'assistant', id: 'done', content: [{ type: 'output_text', text: 'done' }] }
        : {
            type: 'function_call',
            id: `item-${call.id}`,
            call_id: call.id,
            name: call.tool,
            ...(call.namespace !== '' && { namespace: call.namespace }),
            arguments: JSON.stringify(call.arguments),
          };
    const tokens = { ...usage, input_tokens_details: null, output_tokens_details: null, total_tokens: 2 };
    return writeEvents([
      { type: 'response.created', response: { id: 'response' } },
      { type: 'response.output_item.added', output_index: 0, item },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { id: 'response', output: [item], usage: tokens } },
    ]);
  },
};

const openaiChat: Dialect = {
  path: /\/chat\/completions$/,
  read(body) {
    const { tools = [], messages = [] } = body as { tools?: Item[]; messages?: Item[] };
    return {
      offered: tools.flatMap((tool) => tool.function?.name ?? []),
      results: readResults(messages, ({ tool_call_id }) => tool_call_id, 'content'),
    };
  },
  write(call) {
    const delta =
      call === null
        ? { role: 'assistant', content: 'done' }
        : {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                index: 0,
                id: call.id,
                type: 'function',
                function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
              },
            ],
          };
    const chunk = { id: 'completion', object: 'chat.completion.chunk', created: 1, model: 'scripted' };
    const end = call === null ? 'stop' : 'tool_calls';
    const tokens = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const events = [
      { ...chunk, choices: [{ index: 0, delta, finish_reason: null }] },
      { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: end }], usage: tokens },
    ];
    return `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`;
  },
};

/** Every API that a client under test speaks. */
export const dialects: readonly Dialect[] = [anthropicMessages, openaiResponses, openaiChat];

function readResults(
  items: Item[],
  idOf: (item: Item) => string | undefined,
  field: 'content' | 'output',
): Map<string, string> {
  const results = new Map<string, string>();
  for (const item of items) {
    const id = idOf(item);
    const text = item[field];
    if (id !== undefined && text !== undefined)
      results.set(id, typeof text === 'string' ? text : JSON.stringify(text));
  }
  return results;
}

function writeEvents(events: { type: string; [part: string]: unknown }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
