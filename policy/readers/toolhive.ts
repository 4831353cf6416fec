import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import { parse } from 'yaml';
import { isPermitted, prepare, toDecimal } from '../cedar-engine.ts';
import type { Call } from '../evaluate.ts';
import { type Reader, UnreadablePolicyError } from '../reader.ts';

/** Cedar itself, asked as ToolHive asks it: arguments become attributes, lists and objects only a mark that they are there. */
export const toolhive: Reader = {
  id: 'toolhive',
  basis: '@cedar-policy/cedar-wasm, asked as ToolHive documents it',
  read(files, keys) {
    const engines = new Map(keys.map((key, index) => [key, readDocument(files[index] ?? '')]));
    return {
      names: [...engines.values()].flatMap(({ names }) => names),
      ignored: [...engines.values()].flatMap(({ ignored }) => ignored),
      decide: (call) => ({
        decision: engines.get(call.server)?.permits(call) ? 'allow' : 'deny',
        rate: null,
      }),
    };
  },
};

interface Document {
  version: string;
  type: string;
  cedar: { policies: string[]; entities_json: string };
}

const knownKeys: ReadonlySet<string> = new Set(['version', 'type', 'cedar']);

function readDocument(content: string) {
  const data: Document = parse(content);
  if (data.type !== 'cedarv1') throw new UnreadablePolicyError('Its type is not "cedarv1".');
  const text = (data.cedar?.policies ?? []).join('\n');
  prepare(text);
  return {
    names: [],
    ignored: Object.keys(data)
      .filter((key) => !knownKeys.has(key))
      .map((key) => `The key "${key}" is none of the format's.`),
    permits: (call: Call) => permits(text, call),
  };
}

function permits(policies: string, { tool, arguments: given }: Call): boolean {
  return isPermitted(policies, {
    principal: { type: 'Client', id: 'someone' },
    action: { type: 'Action', id: 'call_tool' },
    // Go, like this engine, knows no half of a surrogate pair.
    resource: { type: 'Tool', id: tool.toWellFormed() },
    context: Object.fromEntries(Object.entries(given).map(toAttribute)),
  });
}

function toAttribute([name, value]: [string, unknown]): [string, CedarValueJson] {
  if (typeof value === 'string') return [`arg_${name}`, value.toWellFormed()];
  if (typeof value === 'boolean') return [`arg_${name}`, value];
  if (typeof value === 'number') return [`arg_${name}`, toDecimal(value)];
  return [`arg_${name}_present`, true];
}
