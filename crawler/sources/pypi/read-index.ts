import { Parser } from 'htmlparser2';
import type { HttpClient, TextAnswer } from '../../http/client.ts';
import { UnreadableAnswerError } from '../../http/errors.ts';
import { indexSchema } from './schema.ts';

/** A line for every project that there is: about 50 MB. */
const maximumBytes = 400_000_000;
/** Both forms of the simple index (PEP 691 and PEP 503); mirrors often know only the older one. */
const accept = 'application/vnd.pypi.simple.v1+json, text/html;q=0.1';

/**
 * All projects of a package index, each yet to be checked.
 * @throws RetryLaterError, RefusedRequestError, UnreadableAnswerError
 */
export async function readIndex(
  http: HttpClient,
  baseUrl: string,
  signal: AbortSignal | undefined,
): Promise<unknown[]> {
  const url = new URL('/simple/', baseUrl);
  const answer = await http.getText(url, { headers: { accept }, maximumBytes, signal });
  const projects = answer.contentType === 'text/html' ? readLinks(answer.text) : readJson(answer);
  if (projects === null || projects.length === 0)
    throw new UnreadableAnswerError(
      `${url.host}${url.pathname} answered something that is no package index.`,
    );
  return projects;
}

function readJson({ text }: TextAnswer): unknown[] | null {
  try {
    return indexSchema.parse(JSON.parse(text)).projects;
  } catch {
    return null;
  }
}

/** The text of a link is the project's name as its owner writes it. */
function readLinks(html: string): { name: string }[] {
  const projects: { name: string }[] = [];
  let name: string | null = null;
  const parser = new Parser({
    onopentag(tag) {
      if (tag === 'a') name = '';
    },
    ontext(text) {
      if (name !== null) name += text;
    },
    onclosetag(tag) {
      if (tag === 'a' && name !== null) projects.push({ name: name.trim() });
      if (tag === 'a') name = null;
    },
  });
  parser.end(html);
  return projects;
}
