import { parse } from 'yaml';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

const keys = ['exclude', 'ask', 'allow'] as const;

/** The first of the three lists that has the tool decides; without a terminal, what none has is allowed. */
export const continueCli: Reader = {
  id: 'continue',
  basis:
    '@continuedev/cli 1.5.47, its code as we read it; replayed in the client itself by scripts/verify-policies',
  read([content = '']) {
    const document: Partial<Record<string, unknown>> = parse(content) ?? {};
    const odd = Object.entries(document).find(
      ([key, list]) => !keys.some((known) => known === key) || (Boolean(list) && !Array.isArray(list)),
    );
    if (odd !== undefined)
      throw new UnreadablePolicyError(`"${odd[0]}" is none of its lists, so the whole file is passed over.`);
    const rules = keys.flatMap((key) =>
      (Array.isArray(document[key]) ? document[key] : []).map((pattern) => ({
        key,
        pattern: String(pattern),
      })),
    );
    const outer = rules.find(({ pattern }) => !/^[^(]+(?:\([^)]*\))?$/.test(pattern));
    if (outer !== undefined) throw new UnreadablePolicyError(`"${outer.pattern}" is no pattern.`);
    return {
      names: rules.map(({ pattern }) => pattern).filter((pattern) => !/[*?(]/.test(pattern)),
      ignored: rules
        .filter(({ pattern }) => /^(?!Bash).*\(/.test(pattern))
        .map(({ pattern }) => `"${pattern}": no MCP tool has the argument that the pattern is for.`),
      decide({ tool }) {
        const first = rules.find(({ pattern }) => matches(pattern.trim(), tool));
        const decision = first === undefined ? 'allow' : first.key === 'exclude' ? 'hide' : first.key;
        return { decision, rate: null };
      },
    };
  },
};

function matches(pattern: string, tool: string): boolean {
  if (pattern === '*' || pattern === tool) return true;
  if (!/[*?]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(tool);
}
