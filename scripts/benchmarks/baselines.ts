import type { Category } from '../../classifier/classification.ts';
import { isRecord } from '../../classifier/json.ts';

/** What the server's own hints say: the specification's defaults hold where a hint is missing. */
export function annotationsBaseline(definition: unknown): Category {
  const annotations = isRecord(definition) ? definition.annotations : null;
  if (!isRecord(annotations)) return 'Unknown';
  if (annotations.readOnlyHint === true) return 'Read';
  return annotations.destructiveHint === false ? 'Write' : 'Destructive';
}

const firstVerbs: readonly [RegExp, Category][] = [
  [/^(?:delete|remove|drop|destroy|purge|clear|wipe|kill|terminate|uninstall|revoke)$/, 'Destructive'],
  [/^(?:pay|charge|refund|transfer|buy|sell|purchase|order|trade)$/, 'Financial'],
  [/^(?:run|execute|exec|eval|invoke|deploy|start|stop|restart|install|click|type|trigger|call)$/, 'Execute'],
  [
    /^(?:create|add|update|set|write|edit|insert|upload|send|post|put|patch|rename|move|copy|save|assign|comment|append|enable|disable|archive|push|commit|merge)$/,
    'Write',
  ],
  [/^(?:get|list|search|find|read|fetch|describe|show|query|check|view|retrieve|lookup|count)$/, 'Read'],
];

/** The naive rule: the first word of the name that is a common verb decides. */
export function firstVerbBaseline(definition: unknown): Category {
  const name = isRecord(definition) && typeof definition.name === 'string' ? definition.name : '';
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  for (const word of words) {
    const found = firstVerbs.find(([verbs]) => verbs.test(word));
    if (found !== undefined) return found[1];
  }
  return 'Unknown';
}
