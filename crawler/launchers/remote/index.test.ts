import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type LoopbackServer, sendJson, serve } from '../../http/fixtures/serve.ts';
import { digestDefinition } from '../../list.ts';
import type { Observation } from '../../observation.ts';
import { probe } from '../../probe.ts';
import { parseRef, type Ref } from '../../ref.ts';
import {
  type Answering,
  answerAlways,
  answerBroken,
  answerByHand,
  answerBySse,
  answerDripping,
  answerExcept,
  answerInParts,
  answerNewest,
  answerWithSessions,
  listCalls,
} from './fixtures/servers.ts';
import { makeRemoteLauncher, type RemoteSettings } from './index.ts';

interface Look {
  observation: Observation;
  server: LoopbackServer;
}

/** Asks a server on loopback, which the user has named. */
async function look(
  context: TestContext,
  answering: Answering,
  timeoutMs = 3000,
  more: RemoteSettings = {},
): Promise<Look> {
  const server = await serve(context, answering);
  const ref = parseRef(`${server.url}/mcp`);
  const observation = await probeRef(ref, { named: [ref], ...more }, timeoutMs);
  return { observation, server };
}

async function probeRef(ref: Ref, settings: RemoteSettings, timeoutMs = 3000): Promise<Observation> {
  const launcher = makeRemoteLauncher({ userAgent: 'placard/test', gapMs: 1, ...settings });
  const found = await launcher.resolve(ref);
  assert.ok('purl' in found, JSON.stringify(found));
  const options = { sandbox: null, sandboxVersion: null, clientVersion: 'test', timeoutMs };
  return probe(launcher, 'remote', found, options);
}

function summarise({ outcome }: Observation): string {
  if ('failure' in outcome) return `${outcome.failure.reason}: ${outcome.failure.detail}`;
  const { protocolVersion, tools, remarks } = outcome.listing;
  const names = tools.map(({ definition }) => String(definition.name)).join(' ');
  return [`${protocolVersion}: ${names}`, ...remarks].join('; ');
}

const html = { 'content-type': 'text/html' };
const page = '<!doctype html><html><title>Welcome</title></html>';
const json = { 'content-type': 'application/json' };
const isListing = (body: string) => body.includes('tools/list');
const offersPrompts = {
  protocolVersion: '2024-11-05',
  capabilities: { tools: {}, prompts: {} },
  serverInfo: { name: 'by-hand', version: '1' },
};
const hugeTool = { name: 'huge', description: 'x'.repeat(12_000_000), inputSchema: { type: 'object' } };

const cases: [because: string, answering: () => Answering, expected: string | RegExp][] = [
  ['it speaks the newest revision', answerNewest, '2026-07-28: wave delete_all'],
  ['it speaks that alone', () => answerNewest('reject'), '2026-07-28: wave delete_all'],
  ['it keeps sessions and answers with streams', answerWithSessions, '2025-11-25: wave delete_all'],
  ['it keeps sessions and answers with JSON', () => answerWithSessions(true), '2025-11-25: wave delete_all'],
  [
    'it knows HTTP with SSE alone',
    answerBySse,
    '2024-11-05: echo; It speaks only HTTP with SSE, the transport of 2024-11-05.',
  ],
  [
    'its results come with status 400',
    () => answerByHand(undefined, 400),
    '2024-11-05: echo; It answered with status 400 and content type application/json what is a message of the protocol.',
  ],
  [
    'its results come as plain text',
    () => answerByHand(undefined, 200, 'text/plain; charset=utf-8'),
    '2024-11-05: echo; It answered with status 200 and content type text/plain what is a message of the protocol.',
  ],
  ['its streams end before the answer, and are taken up again', answerInParts, '2024-11-05: echo'],
  [
    'it refuses revisions that it does not know',
    () =>
      answerExcept(
        (body) => /server\/discover|"protocolVersion":"2025/.test(body),
        answerAlways(
          400,
          json,
          '{"jsonrpc":"2.0","id":null,"error":{"code":-32602,"message":"Unsupported protocol version"}}',
        ),
      ),
    '2024-11-05: echo',
  ],
  [
    'it names an endpoint on another host',
    () => (request, response) => {
      if (request.method !== 'GET') return void response.writeHead(405).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: http://169.254.169.254/latest\n\n');
    },
    /^protocol-error: /,
  ],
  [
    'only its stream is shut',
    () => (request, response, body) =>
      answerAlways(request.method === 'GET' ? 401 : 405)(request, response, body),
    'needs-credentials: It answers 401.',
  ],
  [
    'it refuses what it does not know, and lists its tools to anyone',
    () => answerExcept((body) => body.includes('server/discover'), answerAlways(401)),
    '2024-11-05: echo',
  ],
  [
    'it breaks at what it does not know',
    () => answerExcept((body) => body.includes('server/discover'), answerAlways(500)),
    '2024-11-05: echo',
  ],
  [
    'it fails once',
    () => answerExcept((_, count) => count === 0, answerAlways(502, html, page)),
    '2024-11-05: echo',
  ],
  [
    'its cursors repeat',
    () =>
      answerByHand(({ method }) =>
        method === 'tools/list' ? { tools: [{ name: 'a' }], nextCursor: 'x' } : undefined,
      ),
    '2024-11-05: a a; tools/list repeated a cursor after 2 pages; it was followed no further.',
  ],
  [
    'its answer is large, and within the bounds',
    () => answerByHand(({ method }) => (method === 'tools/list' ? { tools: [hugeTool] } : undefined)),
    '2024-11-05: huge',
  ],
  [
    'its pages are too much together',
    () => {
      let page = 0;
      return answerByHand(({ method }) =>
        method === 'tools/list' ? { tools: [hugeTool], nextCursor: `${page++}` } : undefined,
      );
    },
    'limit-exceeded: It answered more than 32 MiB.',
  ],
  [
    'it wants a token and says where to get one',
    () =>
      answerAlways(401, {
        'www-authenticate':
          'Bearer resource_metadata="https://host.example/.well-known/oauth-protected-resource"',
      }),
    'needs-credentials: It answers 401 and wants Bearer credentials; how to get them is told at https://host.example/.well-known/oauth-protected-resource.',
  ],
  [
    'it wants to be paid',
    () => answerAlways(402, json, '{"error":"payment"}'),
    'needs-credentials: It answers 402.',
  ],
  ['it forbids', () => answerAlways(403), 'needs-credentials: It answers 403.'],
  [
    'a proxy stands before it, of whose answer fetch tells nothing',
    () => answerAlways(407, { 'proxy-authenticate': 'Basic realm="x"' }),
    /^unavailable: 127\.0\.0\.1:\d+ could not be asked/,
  ],
  [
    'it says what it wants with status 400',
    () => answerAlways(400, {}, 'Bearer token is required'),
    'needs-credentials: It answers 400: Bearer token is required',
  ],
  [
    'it greets anyone and lists to nobody',
    () =>
      answerExcept(isListing, (_, response, body) => {
        const error = { code: -32001, message: 'Unauthorized: \u001b[31man API key is required' };
        sendJson(response, { jsonrpc: '2.0', id: JSON.parse(body).id, error });
      }),
    /^needs-credentials: It answered tools\/list with an error: .*Unauthorized: an API key is required$/,
  ],
  [
    'only its list is shut',
    () => answerExcept(isListing, answerAlways(401, { 'www-authenticate': 'Bearer' })),
    'needs-credentials: It answers 401 and wants Bearer credentials.',
  ],
  [
    'it is a web page',
    () => answerAlways(200, html, page),
    'protocol-error: It answers 200 with a web page, and no message of the protocol.',
  ],
  [
    'it refuses both a POST and a stream',
    () => answerAlways(405, html, page),
    'protocol-error: It answers 405 with a web page, and no message of the protocol.',
  ],
  [
    'nothing is there',
    () => answerAlways(404, html, page),
    'not-found: It answers 404: nothing is at its address.',
  ],
  [
    'it is busy',
    () => answerAlways(429, { ...html, 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }, page),
    'unavailable: It answers 429, and wants to be asked again after 2100-01-01T00:00:00.000Z.',
  ],
  ['it is broken for now', () => answerAlways(500), 'unavailable: It answers 500.'],
  [
    'the connection breaks in JSON',
    () => answerBroken('application/json', '{"jsonrpc":"2.0",'),
    /^unavailable: 127\.0\.0\.1:\d+ could not be asked/,
  ],
  [
    'the connection breaks in a stream',
    () => answerBroken('text/event-stream', 'data: {"jsonrpc":'),
    /^unavailable: 127\.0\.0\.1:\d+ could not be asked/,
  ],
  [
    'its tools are no list',
    () => answerByHand(({ method }) => (method === 'tools/list' ? { tools: 5 } : undefined)),
    'protocol-error: Its answer to tools/list holds no list "tools".',
  ],
  [
    'it sends endless data as JSON',
    () => (_, response) => {
      const chunk = Buffer.alloc(1 << 20, 0x20);
      response.writeHead(200, json);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    },
    'limit-exceeded: It answered more than 32 MiB.',
  ],
];

const silent: [because: string, answering: () => Answering][] = [
  ['it never answers', () => () => {}],
  ['its JSON drips', () => answerDripping('application/json', ' ')],
  ['its stream never ends', () => answerDripping('text/event-stream', ': still here\n\n')],
  [
    'its stream never names an endpoint',
    () => (request, response, body) =>
      (request.method === 'GET' ? answerDripping('text/event-stream', ': wait\n\n') : answerAlways(405))(
        request,
        response,
        body,
      ),
  ],
];

describe('a remote server', { concurrency: true }, () => {
  for (const [because, answering, expected] of cases) {
    it(`gives ${String(expected)}, because ${because}`, async (t) => {
      const { observation } = await look(t, answering());
      if (typeof expected === 'string') assert.equal(summarise(observation), expected);
      else assert.match(summarise(observation), expected);
    });
  }

  for (const [because, answering] of silent) {
    it(`is given up in time, because ${because}`, async (t) => {
      const { observation } = await look(t, answering(), 400);
      assert.match(summarise(observation), /^timed-out: It did not list its tools within /);
      assert.equal(observation.attempts, 2);
      assert.ok(observation.durationMs < 2500, `${observation.durationMs} ms`);
    });
  }

  for (const answering of [
    answerDripping(json['content-type'], ' '),
    answerBroken('text/event-stream', 'data: '),
  ])
    it('keeps its tools where it does not answer for its prompts', async (t) => {
      const well = answerByHand(({ method }) => (method === 'initialize' ? offersPrompts : undefined));
      const { observation } = await look(
        t,
        answerExcept((body) => body.includes('prompts/list'), answering, well),
        2500,
      );
      assert.equal(
        summarise(observation),
        '2024-11-05: echo; It offers prompts but did not answer prompts/list.',
      );
      assert.equal(observation.attempts, 1);
    });

  it('is observed as it is: asked, not launched, in its own version, with raw definitions', async (t) => {
    const { observation, server } = await look(t, answerNewest());
    const { purl, version, method, sandbox, command, placeholders, attempts, outcome } = observation;
    assert.equal(purl, `${server.url}/mcp`);
    const rest = { version, method, sandbox, command, placeholders, attempts, package: observation.package };
    assert.deepEqual(rest, {
      version: '2.1.0',
      method: 'live',
      sandbox: null,
      command: [],
      placeholders: [],
      attempts: 1,
      package: null,
    });
    assert.ok('listing' in outcome);
    for (const { definition, digest } of outcome.listing.tools)
      assert.equal(digest, digestDefinition(definition));
  });

  it('is told who asks, and sent neither cookies nor credentials', async (t) => {
    const cookie: Answering = (request, response, body) => {
      response.setHeader('set-cookie', 'session=1');
      return answerByHand()(request, response, body);
    };
    const { server } = await look(t, cookie);
    assert.ok(server.requests.length > 2);
    for (const { headers } of server.requests) {
      assert.equal(headers['user-agent'], 'placard/test');
      assert.equal(headers.accept, 'application/json, text/event-stream');
      assert.equal(headers.cookie, undefined);
      assert.equal(headers.authorization, undefined);
    }
  });

  it('has its session ended', async (t) => {
    const { server } = await look(t, answerWithSessions());
    assert.deepEqual(listCalls(server), [
      'server/discover',
      'initialize',
      'notifications/initialized',
      'tools/list',
    ]);
    assert.equal(server.requests.length, 5, 'and one DELETE, and no stream that nobody reads');
  });

  it('is called broken only where two askings agree, and is asked no more where it wants patience', async (t) => {
    const broken = await look(t, answerAlways(200, html, page));
    assert.equal(broken.observation.attempts, 2);
    const busy = await look(t, answerAlways(429));
    assert.equal(busy.observation.attempts, 1);
    assert.equal(busy.server.requests.length, 1);
    const answers = [answerAlways(500), answerAlways(404), answerAlways(404), answerAlways(401)];
    const flaky = await look(t, (request, response, body) => answers.shift()?.(request, response, body));
    assert.equal(
      summarise(flaky.observation),
      'unavailable: It answered differently each time. It answers 500. It answers 404: nothing is at its address. It answers 401.',
    );
  });
});

describe('a redirect', { concurrency: true }, () => {
  it('to another path is followed, and told', async (t) => {
    const real = answerWithSessions();
    const { observation, server } = await look(t, (request, response, body) =>
      request.url === '/mcp'
        ? void response.writeHead(308, { location: '/real/mcp' }).end()
        : real(request, response, body),
    );
    assert.equal(
      summarise(observation),
      `2025-11-25: wave delete_all; Its address redirects to ${server.url}/real/mcp.`,
    );
    assert.equal(observation.purl, `${server.url}/mcp`);
    assert.equal(server.requests.filter(({ path }) => path === '/mcp').length, 1);
  });

  for (const target of [
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]:8099/mcp',
    'http://localhost:8099/mcp',
  ]) {
    it(`to ${target} is refused at once`, async (t) => {
      const { observation } = await look(t, answerAlways(307, { location: target }));
      assert.match(
        summarise(observation),
        /^unavailable: \S+ is on this machine or a private network, and nobody named it/,
      );
      assert.equal(observation.attempts, 1);
    });
  }

  it('to another server on loopback reaches it only where that was named', async (t) => {
    const inner = await serve(t, answerByHand());
    const innerRef = parseRef(`${inner.url}/mcp`);
    const outer = await serve(t, answerAlways(307, { location: `${inner.url}/mcp` }));
    const ref = parseRef(`${outer.url}/mcp`);
    const refused = await probeRef(ref, { named: [ref] });
    assert.match(summarise(refused), /^unavailable: /);
    assert.equal(inner.requests.length, 0);
    const followed = await probeRef(ref, { named: [ref, innerRef] });
    assert.match(summarise(followed), /^2024-11-05: echo; Its address redirects/);
  });
});

const addresses: [url: string, expected: string][] = [
  [
    'https://host.example/{tenant_id}/mcp',
    'needs-arguments: Its address leaves “tenant_id” open: it wants a value of one’s own.',
  ],
  [
    'https://host.example/mcp?key={API_KEY}',
    'needs-arguments: Its address leaves “API_KEY” open: it wants a value of one’s own.',
  ],
  [
    'https://host.example/<workspace>/mcp',
    'needs-arguments: Its address leaves “workspace” open: it wants a value of one’s own.',
  ],
  [
    'http://host.example/mcp',
    'unavailable: Its address begins with http://, so anybody on the way could answer in its place: it is asked only where a person names it.',
  ],
  ['https://HOST.example/MCP#part', 'https://host.example/MCP'],
];
for (const [url, expected] of addresses) {
  it(`${url} is ${expected}`, async () => {
    const found = await makeRemoteLauncher({}).resolve(parseRef(url));
    assert.equal('purl' in found ? found.purl : `${found.failure.reason}: ${found.failure.detail}`, expected);
  });
}

for (const url of [
  'https://127.0.0.1:8099/mcp',
  'https://[fd00::1]/mcp',
  'https://localhost:8099/mcp',
  'https://169.254.169.254/mcp',
]) {
  it(`${url} is not asked where nobody named it`, async () => {
    assert.match(
      summarise(await probeRef(parseRef(url), {})),
      /^unavailable: .* nobody named it: it was not asked\.$/,
    );
  });
}

it('a host that does not exist is not found', async () => {
  const { outcome } = await probeRef(parseRef('https://nowhere.invalid/mcp'), {});
  assert.ok('failure' in outcome);
  assert.ok(['not-found', 'unavailable'].includes(outcome.failure.reason), outcome.failure.detail);
});

it('a host is asked for one server at a time, with a gap between requests', async (t) => {
  const times: number[] = [];
  const server = await serve(t, (request, response, body) => {
    times.push(Date.now());
    return answerByHand()(request, response, body);
  });
  const refs = ['a', 'b'].map((path) => parseRef(`${server.url}/${path}`));
  const launcher = makeRemoteLauncher({ named: refs, gapMs: 200 });
  await Promise.all(
    refs.map(async (ref) => {
      const found = await launcher.resolve(ref);
      if ('purl' in found) await launcher.ask(found, { clientVersion: 'test', timeoutMs: 3000 });
    }),
  );
  // The first may be late to arrive; the gap is kept between what is sent.
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  assert.equal(times.length, 8);
  assert.ok(whole >= 6 * 200, `${whole} ms`);
  assert.match(server.requests.map(({ path }) => path.slice(1)).join(''), /^a+b+$/);
});
