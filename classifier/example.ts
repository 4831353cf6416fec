import type { Example } from './rule.ts';

/** A definition with these parameters, for a rule's examples: `taking('run', { path: text('Project root') })`. */
export function taking(
  name: string,
  properties: Record<string, unknown>,
  description = '',
): Example['definition'] {
  return { name, ...(description && { description }), inputSchema: { type: 'object', properties } };
}

/** A definition of a name and its description. */
export function saying(name: string, description: string): Example['definition'] {
  return { name, description, inputSchema: { type: 'object' } };
}

/** Schema of a free text, described or not. */
export function text(description = ''): Record<string, unknown> {
  return { type: 'string', ...(description && { description }) };
}
