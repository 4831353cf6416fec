import { createRequire } from 'node:module';
import type RobotsParser from 'robots-parser';
import type { HttpClient } from './client.ts';
import { RefusedRequestError } from './errors.ts';

// Its types promise a default export of a module; it is a CommonJS function.
const parseRobots: typeof RobotsParser.default = createRequire(import.meta.url)('robots-parser');

/** What a host lets this reader do. */
export interface RobotsRules {
  /** Whether a page may be read. */
  allows(url: string | URL): Promise<boolean>;
  /** Pause that the page's host wants between two requests; 0 where it wants none. */
  readDelayMs(url: string | URL): Promise<number>;
}

/** Reads each host's robots.txt once (RFC 9309); a host that has none, or refuses it, forbids nothing. */
export function makeRobotsRules(http: HttpClient, userAgent: string): RobotsRules {
  const known = new Map<string, Promise<string>>();
  const name = userAgent.split('/', 1).join('');

  function read(origin: string): Promise<string> {
    const text = known.get(origin) ?? readRobots(http, origin);
    known.set(origin, text);
    return text;
  }
  const parse = async (url: string | URL) => {
    const file = new URL('/robots.txt', url).href;
    return parseRobots(file, await read(new URL(url).origin));
  };
  return {
    allows: async (url) => (await parse(url)).isAllowed(String(url), name) ?? true,
    readDelayMs: async (url) => ((await parse(url)).getCrawlDelay(name) ?? 0) * 1000,
  };
}

async function readRobots(http: HttpClient, origin: string): Promise<string> {
  try {
    const { text } = await http.getText(new URL('/robots.txt', origin), { maximumBytes: 1_000_000 });
    return text;
  } catch (error) {
    if (error instanceof RefusedRequestError && error.status !== null) return '';
    throw error;
  }
}
