import { type Reader, UnreadablePolicyError } from '../reader.ts';

/** The last key that matches wins; what none matches is allowed. A denied tool is not offered. */
export const opencode: Reader = {
  id: 'opencode',
  basis: 'opencode-ai 1.18.33, as observed; replayed in the client itself by scripts/verify-policies',
  read(files) {
    const { permission = {} }: { permission?: Record<string, unknown> } = JSON.parse(files[0] ?? '');
    const keys = Object.entries(permission);
    for (const [key, action] of keys) {
      if (typeof action !== 'object' && !['allow', 'ask', 'deny'].includes(String(action)))
        throw new UnreadablePolicyError(
          `"${key}" says neither allow nor ask nor deny; the configuration is refused.`,
        );
    }
    return {
      names: keys.map(([key]) => key).filter((key) => !key.includes('*')),
      ignored: keys.flatMap(([key, action]) =>
        typeof action === 'object' && key.includes('_')
          ? [`"${key}": a pattern for the arguments of an MCP tool matches nothing.`]
          : [],
      ),
      decide({ server, tool }) {
        const name = `${server}_${tool}`.replace(/[^A-Za-z0-9_-]/g, '_');
        const last = keys.findLast(([key]) => matches(key, name))?.[1] ?? 'allow';
        // Of a pattern for arguments only the one that matches everything does.
        const action = typeof last === 'object' && last !== null ? (Reflect.get(last, '*') ?? 'ask') : last;
        return { decision: action === 'deny' ? 'hide' : action === 'ask' ? 'ask' : 'allow', rate: null };
      },
    };
  },
};

/** `*` stands for any number of signs; here it only ever ends a key. */
function matches(key: string, name: string): boolean {
  return key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : key === name;
}
