import { extractWWWAuthenticateParams, SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { cleanLine, cleanTail } from '../../diagnosis.ts';
import { RefusedRequestError, UnreadableAnswerError } from '../../http/errors.ts';
import { readRetryTime } from '../../http/patience.ts';
import { maximumBytes, ProtocolFault } from '../../list.ts';
import type { FailureReason } from '../../observation.ts';
import type { Asked } from './ask-once.ts';
import type { Answer, Conversation } from './conversation.ts';

interface Explanation {
  reason: FailureReason;
  detail: string;
  isFinal?: boolean;
}

/**
 * Why an asking came to nothing: by what broke it off, then by the newest answer, then by the error. What may pass by
 * itself (429, 5xx, no connection, no answer in time) is never taken for a fault of the server.
 */
export function explainFailure(
  error: unknown,
  { last, fault, signal }: Conversation,
  timeoutMs: number,
): Extract<Asked, { isFinal: boolean }> {
  const { isFinal = false, ...explanation } =
    explainSilence(error, signal, timeoutMs) ??
    explainFault(fault) ??
    (last && explainAnswer(last)) ??
    explainError(error, last);
  const stderrTail = last === null || isHtml(last) ? '' : cleanTail(last.text);
  return { failure: { ...explanation, stderrTail }, isFinal };
}

function explainFault(fault: unknown): Explanation | null {
  if (fault instanceof RefusedRequestError)
    return { reason: 'unavailable', detail: cleanLine(fault.message), isFinal: true };
  if (fault instanceof UnreadableAnswerError)
    return {
      reason: 'limit-exceeded',
      detail: `It answered more than ${maximumBytes / 1024 ** 2} MiB.`,
      isFinal: true,
    };
  if (!(fault instanceof Error)) return null;
  const { cause } = fault;
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const isUnknownHost = reason instanceof Error && 'code' in reason && reason.code === 'ENOTFOUND';
  return isUnknownHost
    ? { reason: 'not-found', detail: 'There is no host of that name.' }
    : { reason: 'unavailable', detail: cleanLine(fault.message) };
}

function explainSilence(error: unknown, signal: AbortSignal, timeoutMs: number): Explanation | null {
  const isSilent = SdkError.isInstance(error) && error.code === SdkErrorCode.RequestTimeout;
  const isOver = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
  if (!isSilent && !isOver) return null;
  return {
    reason: 'timed-out',
    detail: `It did not list its tools within ${Math.round(timeoutMs / 1000)} seconds.`,
  };
}

function explainAnswer(answer: Answer): Explanation | null {
  const { status, headers } = answer;
  const retryAt = readRetryTime((name) => headers.get(name), new Date());
  if (status === 429 || (status === 403 && retryAt !== null)) {
    const when = retryAt === null ? '' : `, and wants to be asked again after ${retryAt.toISOString()}`;
    return { reason: 'unavailable', detail: `It answers ${status}${when}.`, isFinal: true };
  }
  if (status >= 500 || status === 408 || status === 425)
    return { reason: 'unavailable', detail: `It answers ${status}.` };
  if ([401, 402, 403].includes(status))
    return { reason: 'needs-credentials', detail: `It answers ${status}${describeChallenge(answer)}.` };
  if (status >= 400 && speaksOfCredentials(answer))
    return { reason: 'needs-credentials', detail: `It answers ${status}: ${cleanLine(answer.text)}` };
  if (status === 404 || status === 410)
    return { reason: 'not-found', detail: `It answers ${status}: nothing is at its address.` };
  return null;
}

/** What it says it wants (RFC 9110), and where it tells how to get that (RFC 9728). */
function describeChallenge({ headers }: Answer): string {
  const challenge = headers.get('www-authenticate');
  const scheme = /^\s*([A-Za-z][\w-]{0,30})/.exec(challenge ?? '')?.[1];
  const { resourceMetadataUrl } = extractWWWAuthenticateParams(new Response(null, { headers }));
  const wish = scheme === undefined ? '' : ` and wants ${scheme} credentials`;
  const place =
    resourceMetadataUrl === undefined
      ? ''
      : `; how to get them is told at ${cleanLine(resourceMetadataUrl.href)}`;
  return `${wish}${place}`;
}

function explainError(error: unknown, last: Answer | null): Explanation {
  if (error instanceof ProtocolFault && credentialWords.test(error.message))
    return { reason: 'needs-credentials', detail: error.message };
  if (error instanceof ProtocolFault) return { reason: 'protocol-error', detail: error.message };
  if (last !== null && !last.text.includes('"jsonrpc"')) {
    const form = isHtml(last) ? 'a web page' : `content type ${cleanLine(last.contentType) || 'none'}`;
    return {
      reason: 'protocol-error',
      detail: `It answers ${last.status} with ${form}, and no message of the protocol.`,
    };
  }
  const message = cleanLine(error instanceof Error ? error.message : String(error));
  return {
    reason: credentialWords.test(message) ? 'needs-credentials' : 'protocol-error',
    detail: `Its handshake failed: ${message}`,
  };
}

const credentialWords =
  /\b(api[ _-]?key|(bearer|access|auth) token|credentials?|unauthori[sz]ed|authenticat\w{1,10}|authori[sz]ation)\b/i;

function speaksOfCredentials(answer: Answer): boolean {
  return !isHtml(answer) && credentialWords.test(cleanLine(answer.text));
}

function isHtml({ contentType, text }: Answer): boolean {
  return contentType === 'text/html' || /^\s{0,100}<(!doctype|html)/i.test(text.slice(0, 200));
}
