import stripAnsi from 'strip-ansi';
import type { FailureReason } from './observation.ts';

/** What a server's last words say that it lacks. */
export interface Wants {
  /** Names of environment variables, in the order in which they were named. */
  variables: string[];
  arguments: { flag: string | null; hint: string }[];
}

/** A name in capitals as settings have it, or whatever a shell line exports. */
const variableName =
  /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{3,}(?:KEY|TOKEN|URL|SECRET)\b|(?<=\bexport )[A-Z]{2,}(?==)/g;
const speaksOfLack =
  /\b(requires?|required|missing|must|unset|undefined|please|provided?|needs?|needed|expected|invalid|export|set|pass|KeyError|not (set|found|configured|defined))\b/i;
const speaksOfChoice = /\b(optional|default|override|deprecated)/i;
/** Names in capitals that are no settings: error codes of Node.js and the system, levels of logs. */
const notVariables = /^(ERR_|E[A-Z]+$|NODE_|HTTP_|JSON_RPC|MODULE_NOT|SIG|UV_|NPM_|[A-Z]+_ERROR$)/;

/** Names of variables and arguments that a failed start asks for in its messages. At most eight of each. */
export function readWants(stderr: string): Wants {
  const lines = cleanTail(stderr).split('\n');
  const variables = new Set<string>();
  let isAsking = false;
  for (const line of lines) {
    // The names may stand as a list below the sentence that asks for them; a blank line ends it.
    const isListItem = /^\s+\S|^[-*•\d]/.test(line);
    isAsking = speaksOfLack.test(line) || (isAsking && isListItem);
    if (!isAsking || speaksOfChoice.test(line)) continue;
    for (const [name] of line.matchAll(variableName)) if (!notVariables.test(name)) variables.add(name);
  }
  for (const name of readMissingSettings(lines)) variables.add(name);
  return { variables: [...variables].slice(0, 8), arguments: readArguments(lines).slice(0, 8) };
}

/** Settings as Pydantic misses them: the field on a line of its own, which is the variable but for its case. */
function readMissingSettings(lines: string[]): string[] {
  return lines.flatMap((line, index) =>
    /^\s+Field required \[type=missing/.test(line) && /^\w{1,100}$/.test(lines[index - 1] ?? '')
      ? [(lines[index - 1] ?? '').toUpperCase()]
      : [],
  );
}

/** Why a server could not be listed; `detail` is one sentence for a reader. */
export interface Diagnosis {
  reason: FailureReason;
  detail: string;
}

/** Why a start failed, by what the server last said; the first reason that fits. */
export function diagnose(stderr: string, exitCode: number | null): Diagnosis {
  const text = cleanTail(stderr);
  const { variables, arguments: wanted } = readWants(stderr);
  if (missesCode(stderr) && exitCode !== 0) return describeCrash(exitCode);
  if (variables.length > 0)
    return { reason: 'needs-credentials', detail: `It did not start without ${variables.join(', ')}.` };
  if (
    /\b(api.?key|token|credentials?|password|unauthori[sz]ed|authenticat\w+|log ?in)\b/i.test(text) &&
    speaksOfLack.test(text)
  )
    return { reason: 'needs-credentials', detail: 'It did not start without credentials.' };
  if (wanted.length > 0 || /^\s*usage:|required (argument|option)|missing (argument|option)/im.test(text))
    return { reason: 'needs-arguments', detail: 'It did not start without arguments of its own.' };
  if (missesNetwork(stderr))
    return { reason: 'needs-network', detail: 'It did not start without reaching a network.' };
  if (exitCode === 0)
    return {
      reason: 'protocol-error',
      detail: 'It ended without answering, so it is probably no MCP server on standard input and output.',
    };
  return describeCrash(exitCode);
}

function describeCrash(exitCode: number | null): Diagnosis {
  const end = exitCode === null ? 'a signal' : `exit code ${exitCode}`;
  return { reason: 'crashed-at-start', detail: `It ended at start with ${end}.` };
}

/** Whether the last words are of a network that could not be reached, as Node.js, Python and their HTTP clients say it. */
export function missesNetwork(stderr: string): boolean {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|getaddrinfo|ConnectError|NewConnectionError|ConnectionRefusedError)\b|fetch failed|network error|name resolution|Name or service not known|Network is unreachable/i.test(
    cleanTail(stderr),
  );
}

/** Whether what was printed tells of an address or port that it listens on. */
export function tellsOfPort(printed: string): boolean {
  return cleanTail(printed)
    .split('\n')
    .some(
      (line) =>
        /https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])[:/]/i.test(line) ||
        (/\b(listening|running|started|serving|available)\b/i.test(line) &&
          /(\bport|:) ?\d{2,5}\b/i.test(line)),
    );
}

/**
 * Whether the last words are of code that does not fit together: an import, name or parameter that is not there, as
 * Node.js and Python say it. An attribute of `None` rather tells of a setting that is missing.
 */
export function missesCode(stderr: string): boolean {
  return /^(ImportError|ModuleNotFoundError|AttributeError: (?!'NoneType')|TypeError: .{0,200}(unexpected keyword|positional) argument)|\b(ERR_MODULE_NOT_FOUND|ERR_PACKAGE_PATH_NOT_EXPORTED|MODULE_NOT_FOUND)\b|does not provide an export named|^TypeError: .{0,200} is not a (function|constructor)/m.test(
    cleanTail(stderr),
  );
}

/** The last 4,000 characters of what was printed, without control characters and escape sequences. */
export function cleanTail(printed: string): string {
  return clean(printed.slice(-16_000)).slice(-4000).toWellFormed();
}

/** The last line of what a program said, for a sentence. */
export function lastLine(said: string): string {
  return cleanLine(said.trim().split('\n').at(-1) ?? '') || 'it gave no reason';
}

/** The first 300 characters of a message, as one line without control characters and escape sequences. */
export function cleanLine(message: string): string {
  return clean(message.slice(0, 2000)).replaceAll(/\s+/g, ' ').slice(0, 300).toWellFormed();
}

function clean(text: string): string {
  return stripAnsi(text.toWellFormed())
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .trim();
}

function readArguments(lines: string[]): Wants['arguments'] {
  const wanted: Wants['arguments'] = [];
  for (const line of lines) {
    const option = /(?:required option|missing required (?:option|flag))\D{0,12}(--[\w-]+)/i.exec(line)?.[1];
    if (option !== undefined) wanted.push({ flag: option, hint: '' });
    const named = /missing required arguments?:? ['"<]?([\w-]+)/i.exec(line)?.[1];
    if (named !== undefined)
      wanted.push(
        /missing required arguments:/i.test(line)
          ? { flag: `--${named}`, hint: '' }
          : { flag: null, hint: named },
      );
    const ofPython = readPythonArguments(line, lines);
    wanted.push(...ofPython);
    if (option !== undefined || named !== undefined || ofPython.length > 0) continue;
    const usage = /usage:\s+(.*)/i.exec(line)?.[1];
    if (usage !== undefined) wanted.push(...readUsage(usage));
    else if (/(provide|specify|pass|expected|requires?)\b.{0,60}\b(command[- ]line )?argument/i.test(line))
      wanted.push({ flag: null, hint: line.slice(0, 200) });
  }
  return wanted;
}

/**
 * As argparse (`the following arguments are required: --root, transport`) and Click (`Missing option '--root'`) say it.
 * What a positional argument may be stands in the usage line, in braces.
 */
function readPythonArguments(line: string, lines: string[]): Wants['arguments'] {
  const listed = /the following arguments are required: (.{1,500})/.exec(line)?.[1]?.split(', ') ?? [];
  const missing = /\bMissing (?:option|argument|parameter) ['"]?([\w/-]{1,100})/.exec(line)?.[1];
  const choices = /\{[^{}]{1,200}\}/.exec(lines.find((other) => /^usage:/i.test(other)) ?? '')?.[0] ?? '';
  return [...listed, ...(missing === undefined ? [] : [missing])].map((name) => {
    const flag = name.split('/').findLast((part) => part.startsWith('-')) ?? null;
    return { flag, hint: flag === null ? `${name} ${choices}`.trim() : '' };
  });
}

/** Required positional arguments of a usage line: `<allowed-directory> [more…]` wants one. */
function readUsage(usage: string): Wants['arguments'] {
  const required = usage.replaceAll(/\[[^\]]*\]/g, '');
  return [...required.matchAll(/(--[\w-]+)?[ =]?<([^<>]{1,60})>/g)].map(([, flag, name]) => ({
    flag: flag ?? null,
    hint: name ?? '',
  }));
}
