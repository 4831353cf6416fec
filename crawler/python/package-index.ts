import { valid } from '@renovatebot/pep440';
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import { type HttpClient, makeHttpClient } from '../http/client.ts';
import { RefusedRequestError } from '../http/errors.ts';
import { makeFetch } from '../http/fetch.ts';
import { rememberAnswers } from '../http/remember.ts';

/** One file of a project, as an index offers it. */
export interface ProjectFile {
  filename: string;
  url: string;
  /** Normalised (PEP 440). */
  version: string;
  isWheel: boolean;
  requiresPython: string | null;
  /** Why it was withdrawn, empty where no reason is given; null where it was not. */
  yanked: string | null;
  /** ISO 8601; null where the index tells no times. */
  uploadedAt: string | null;
  /** Hexadecimal. */
  sha256: string | null;
}

export interface Project {
  files: ProjectFile[];
  /** Why nobody should start to use it: the index's word for its state (PEP 792); null where it is active. */
  retired: string | null;
}

/** Reads the simple repository API of Python package indexes, as JSON (PEP 691) or HTML (PEP 503). */
export interface PackageIndex {
  /**
   * What the first of the indexes that knows a project says of it; null where none does.
   * @param name normalised (PEP 503).
   * @throws RetryLaterError, RefusedRequestError, UnreadableAnswerError
   */
  readProject(name: string): Promise<Project | null>;
  /** The bytes of a file. Throws what `readProject` does. */
  download(url: string): Promise<Buffer>;
}

const maximumBytes = 100_000_000;

/**
 * @param indexes addresses of the indexes, credentials included, in the order in which they are asked.
 * @param folder where answers are kept, to be asked for again only where they have changed.
 */
export function openPackageIndex(indexes: string[], folder: string): PackageIndex {
  const fetchFrom = (url: string) =>
    makeFetch({ userAgent: 'placard', namedHosts: [url, ...indexes].map((named) => new URL(named).host) });
  const clients = indexes.map((index) => ({
    index,
    client: makeHttpClient({
      fetch: rememberAnswers(fetchFrom(index), folder),
      patience: { retries: 3, minimumWaitMs: 500, maximumWaitMs: 60_000 },
    }),
  }));
  return {
    async readProject(name) {
      for (const { index, client } of clients) {
        const project = await readFrom(client, index, name);
        if (project !== null) return project;
      }
      return null;
    },
    async download(url) {
      const { origin, host } = new URL(url);
      const own = indexes.find((index) => new URL(index).origin === origin);
      const headers = own === undefined ? {} : partCredentials(own).headers;
      // The index names the host, and the user named the index.
      const response = await fetchFrom(url)(url, { headers, maximumBytes });
      if (!response.ok)
        throw new RefusedRequestError(`${host} answered ${response.status}.`, response.status);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

/** The name by which an index knows a project (PEP 503). */
export function normaliseName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

async function readFrom(client: HttpClient, index: string, name: string): Promise<Project | null> {
  const { url, headers } = partCredentials(`${index.replace(/\/$/, '')}/${name}/`);
  try {
    const answer = await client.getText(url, {
      headers: { ...headers, accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.1' },
      maximumBytes,
    });
    return answer.contentType.endsWith('json')
      ? readJson(answer.text, answer.url, name)
      : { files: readHtml(answer.text, answer.url, name), retired: null };
  } catch (error) {
    if (error instanceof RefusedRequestError && error.status === 404) return null;
    throw error;
  }
}

/** Credentials in an address are for a header, where no message shows them. */
function partCredentials(address: string): { url: string; headers: Record<string, string> } {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return { url: url.href, headers: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url: url.href, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

const fileSchema = z.object({
  filename: z.string(),
  url: z.string(),
  hashes: z.object({ sha256: z.string().nullish() }).nullish(),
  'requires-python': z.string().nullish(),
  yanked: z.union([z.boolean(), z.string()]).nullish(),
  'upload-time': z.string().nullish(),
});
const projectSchema = z.object({
  files: z.array(z.unknown()),
  'project-status': z.object({ status: z.string(), reason: z.string().nullish() }).nullish().catch(null),
});

function readJson(text: string, from: string, name: string): Project {
  const project = projectSchema.parse(JSON.parse(text));
  const files = project.files.flatMap((element) => {
    const { success, data } = fileSchema.safeParse(element);
    if (!success) return [];
    const { yanked } = data;
    return describeFile(name, from, {
      filename: data.filename,
      url: data.url,
      requiresPython: data['requires-python'],
      yanked: typeof yanked === 'string' ? yanked : yanked ? '' : null,
      uploadedAt: data['upload-time'],
      sha256: data.hashes?.sha256,
    });
  });
  const state = project['project-status'];
  const isActive = state === null || state === undefined || state.status === 'active';
  return { files, retired: isActive ? null : [state.status, state.reason].filter(Boolean).join(': ') };
}

/**
 * A link for each file, named like the file. Upload times are no part of PEP 503, but uv reads them from this attribute,
 * and so mirrors give it.
 */
function readHtml(html: string, from: string, name: string): ProjectFile[] {
  const files: ProjectFile[] = [];
  const parser = new Parser({
    onopentag(tag, attributes) {
      const url = attributes.href ?? '';
      if (tag !== 'a' || !URL.canParse(url, from)) return;
      const { pathname, hash } = new URL(url, from);
      const described = describeFile(name, from, {
        filename: decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)),
        url,
        requiresPython: attributes['data-requires-python'],
        yanked: attributes['data-yanked'],
        uploadedAt: attributes['data-upload-time'],
        sha256: /^#sha256=(.*)$/.exec(hash)?.[1],
      });
      files.push(...described);
    },
  });
  parser.end(html);
  return files;
}

interface OfferedFile
  extends Record<'requiresPython' | 'yanked' | 'uploadedAt' | 'sha256', string | null | undefined> {
  filename: string;
  url: string;
}

/** Empty for what is no file of the project that an installer would take. */
function describeFile(name: string, from: string, offered: OfferedFile): ProjectFile[] {
  const { filename } = offered;
  const version = readVersion(name, filename);
  if (version === null || !URL.canParse(offered.url, from)) return [];
  const time = new Date(offered.uploadedAt ?? '');
  return [
    {
      filename,
      url: new URL(offered.url, from).href,
      version,
      isWheel: filename.endsWith('.whl'),
      requiresPython: offered.requiresPython?.trim() || null,
      yanked: offered.yanked ?? null,
      uploadedAt: Number.isNaN(time.getTime()) ? null : time.toISOString(),
      sha256: /^[0-9a-f]{64}$/i.test(offered.sha256 ?? '') ? (offered.sha256 ?? null) : null,
    },
  ];
}

/** The version in the name of a wheel or source archive; old archives write the project's name in any spelling. */
function readVersion(name: string, filename: string): string | null {
  const spelling = name.replaceAll('-', '[-_.]+');
  const [, version] =
    new RegExp(`^${spelling}-([^-]+)-.+\\.whl$`, 'i').exec(filename) ??
    new RegExp(`^${spelling}-(.+)\\.(?:tar\\.gz|zip)$`, 'i').exec(filename) ??
    [];
  return version === undefined ? null : valid(version);
}
