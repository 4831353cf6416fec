import askNpm from 'npm-registry-fetch';
import type { z } from 'zod';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from '../../http/errors.ts';
import { type Patience, persist, readRetryTime } from '../../http/patience.ts';

export interface RegistryRequest<T> {
  /** Below the registry of the user's configuration. */
  path: string;
  query: Record<string, string | number>;
  schema: z.ZodType<T>;
  /** The user's npm configuration. */
  npmOptions: Record<string, unknown>;
  patience: Patience;
  signal?: AbortSignal | undefined;
}

const maximumBytes = 20_000_000;

/**
 * Asks the user's npm registry through npm's own client, which knows its credentials, certificates and proxy.
 * @throws RetryLaterError, RefusedRequestError, UnreadableAnswerError
 */
export async function askRegistry<T>({
  path,
  query,
  schema,
  npmOptions,
  patience,
  signal,
}: RegistryRequest<T>): Promise<T> {
  const attempt = async () => {
    try {
      // Its own retries know nothing of Retry-After, and its cache must not answer for the registry.
      const options = {
        ...npmOptions,
        query,
        retry: { retries: 0 },
        preferOnline: true,
        ...(signal && { signal }),
      };
      return await readBounded(await askNpm(path, options));
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw describeRefusal(error);
    }
  };
  const result = schema.safeParse(parseJson(await persist(attempt, patience, signal)));
  if (!result.success)
    throw new UnreadableAnswerError(`The npm registry's answer to ${path} has another form.`);
  return result.data;
}

async function readBounded({ body }: { body: AsyncIterable<unknown> }): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    if (bytes > maximumBytes)
      throw new UnreadableAnswerError(`The npm registry answered more than ${maximumBytes} bytes.`);
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function describeRefusal(error: unknown): Error {
  if (error instanceof UnreadableAnswerError) return error;
  const { statusCode, headers = {}, code }: NpmError = Object(error);
  if (statusCode === undefined)
    return new RetryLaterError(`The npm registry could not be asked (${code ?? 'no code'}).`, {
      cause: error,
    });
  const retryAt = readRetryTime((name) => headers[name]?.[0] ?? null, new Date());
  const message = `The npm registry answered ${statusCode}.`;
  const isPassing = statusCode === 429 || statusCode === 408 || statusCode >= 500;
  return isPassing ? new RetryLaterError(message, { retryAt }) : new RefusedRequestError(message, statusCode);
}

interface NpmError {
  statusCode?: number;
  headers?: Record<string, string[]>;
  code?: string;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswerError('The npm registry answered something that is no JSON.');
  }
}
