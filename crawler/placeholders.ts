import type { Declaration, DeclaredArgument, DeclaredVariable, LaunchPlan } from './launch-plan.ts';
import type { Placeholder } from './observation.ts';
import { sandboxHome } from './sandbox.ts';

/**
 * Shapes by the words of a name, first match wins. All values are harmless: addresses are those that no network
 * routes (RFC 2606, port 9 on loopback), secrets say themselves that they are none, paths lie in the sandbox.
 */
const shapes: [words: RegExp, value: string][] = [
  [/\{[^}]*\bstdio\b/i, 'stdio'],
  [
    /connection.?string|postgres|\bpg\b|\bdsn\b|database.?ur[il]/i,
    'postgresql://placard:placard@127.0.0.1:9/placard',
  ],
  [/mongo/i, 'mongodb://127.0.0.1:9/placard'],
  [/redis/i, 'redis://127.0.0.1:9'],
  [/ur[il]\b|endpoint|webhook|domain|instance/i, 'http://127.0.0.1:9'],
  [/\bhost(name)?\b|address/i, '127.0.0.1'],
  [/\bport\b/i, '9'],
  [/e-?mail/i, 'placard@example.invalid'],
  [/region/i, 'us-east-1'],
  [/uuid|guid|tenant/i, '00000000-0000-4000-8000-000000000000'],
  [/path|director|\bdir\b|folder|file|workspace|root|vault/i, sandboxHome],
  [/\bid\b|account|org(ani[sz]ation)?|team|project|number|timeout|limit|count/i, '1'],
  [/json|config/i, '{}'],
  [/user|login|name/i, 'placard'],
  [/debug|enable|disable|verbose|flag/i, 'false'],
];

/** Token-like, and plain about what it is; many servers want a minimum length, some a known prefix. */
const tokenLike = 'placard-placeholder-not-a-secret-0000000000';
const knownPrefixes: [words: RegExp, prefix: string][] = [
  [/stripe/i, 'sk_test_'],
  [/slack.*bot/i, 'xoxb-'],
  [/slack/i, 'xoxp-'],
  [/github/i, 'ghp_'],
  [/openai/i, 'sk-'],
  [/anthropic/i, 'sk-ant-'],
  [/notion/i, 'ntn_'],
];

/** A harmless value of the shape that the words call for. */
export function inventValue(name: string, hint = ''): string {
  const words = `${name.replaceAll(/[_-]+/g, ' ')} ${hint}`;
  if (/token|secret|password|passwd|api.?key|\bkey\b|credential|auth/i.test(name.replaceAll(/[_-]+/g, ' '))) {
    const prefix = knownPrefixes.find(([pattern]) => pattern.test(words))?.[1] ?? '';
    return `${prefix}${tokenLike}`;
  }
  return shapes.find(([pattern]) => pattern.test(words))?.[1] ?? tokenLike;
}

/**
 * The plan with what the package declares filled in; `plan` itself is left as it is.
 * Arguments that the package's own text spells out (`--stdio`, `serve`) are kept as they are and are no placeholders.
 */
export function applyDeclaration(
  plan: LaunchPlan,
  declaration: Declaration,
  withVariables: boolean,
): LaunchPlan {
  const args = [...plan.args];
  const env = { ...plan.env };
  const placeholders: Placeholder[] = [...plan.placeholders];
  const { source } = declaration;
  declaration.args.forEach((argument, index) => {
    const value = fillArgument(argument);
    args.push(...joinFlag(argument.flag, value));
    if (value !== argument.value)
      placeholders.push({ kind: 'argument', name: argument.flag ?? `#${index + 1}`, value, source });
  });
  for (const variable of withVariables ? declaration.variables : []) {
    // What Node.js itself needs to start stays as it is.
    if (Object.hasOwn(plan.env, variable.name)) continue;
    env[variable.name] = fillVariable(variable);
    placeholders.push({ kind: 'variable', name: variable.name, value: fillVariable(variable), source });
  }
  return { ...plan, args, env, placeholders };
}

/** The plan with variables that a failed start asked for. */
export function addVariables(plan: LaunchPlan, names: string[]): LaunchPlan {
  const added = names.map(
    (name): Placeholder => ({ kind: 'variable', name, value: inventValue(name), source: 'stderr' }),
  );
  const env = { ...plan.env, ...Object.fromEntries(added.map(({ name, value }) => [name, value])) };
  return { ...plan, env, placeholders: [...plan.placeholders, ...added] };
}

/** The plan with arguments that a failed start asked for: flags with a value, or positional ones by what they are called. */
export function addArguments(plan: LaunchPlan, wanted: { flag: string | null; hint: string }[]): LaunchPlan {
  const args = [...plan.args];
  const placeholders = [...plan.placeholders];
  for (const [index, { flag, hint }] of wanted.entries()) {
    const value = inventValue(flag ?? hint, hint);
    args.push(...joinFlag(flag, value));
    placeholders.push({ kind: 'argument', name: flag ?? `#${index + 1}`, value, source: 'stderr' });
  }
  return { ...plan, args, placeholders };
}

function joinFlag(flag: string | null, value: string): string[] {
  if (flag === null) return [value];
  return flag.endsWith('=') ? [flag + value] : [flag, value];
}

function fillArgument({ flag, value, hint, isOwn }: DeclaredArgument): string {
  if (isOwn && value !== null) return value;
  if (value === null) return inventValue(flag ?? hint, hint);
  if (value.startsWith('-')) return value;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return inventValue(`url ${value}`);
  const isPath = /^(~|\.{0,2}\/|[A-Za-z]:\\|\$\{?HOME)|^[\w-]+\/[\w.-]/.test(value);
  if (isPath) return sandboxHome;
  if (!isExample(value) && !namesSomeone(value)) return value;
  const name = flag ?? hint;
  return inventValue(name === '' ? value : name, value);
}

function fillVariable({ name, value, hint }: DeclaredVariable): string {
  const isPlain = value !== null && /^(true|false|\d{1,6}|[a-z]{1,12}(-[a-z0-9]{1,8}){0,3})$/.test(value);
  return isPlain && !isExample(value) ? value : inventValue(name, hint);
}

/** Whether a published value may be somebody's real secret, address or host: long and mixed, or with a dot or an at sign. */
function namesSomeone(value: string): boolean {
  const isMixed = /\d/.test(value) && /[a-z]/i.test(value) && value.length >= 12;
  return isMixed || /@|\w\.[a-z]{2,}\b|^\d+\.\d+\.\d+\.\d+/i.test(value) || value.length >= 40;
}

/** Whether a published value stands for one that the user has to bring. */
function isExample(value: string): boolean {
  return /^[<[{$%]|^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|your|xxx|\.\.\.|…|example|placeholder|path.?to|_here|-here|username|token|secret/i.test(
    value,
  );
}
