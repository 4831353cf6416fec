import { isRecord } from '../classifier/json.ts';
import { readParameters } from '../classifier/read-parameters.ts';
import type { Parameter } from '../classifier/tool.ts';

/** A Cedar type, as its schemas in JSON have it. */
type CedarType =
  | { type: 'String' | 'Long' | 'Boolean' }
  | { type: 'Extension'; name: 'decimal' }
  | { type: 'Set'; element: CedarType }
  | { type: 'Record'; attributes: Record<string, CedarType & { required: boolean }> };

/**
 * The Cedar schema that AgentCore derives from what its gateway's targets list, so that policies can be checked before
 * they are uploaded (`cedar validate`): an action for each tool, its arguments under `context.input`.
 * @param actions what each tool is called, with its definition as the server sent it.
 */
export function writeAgentcoreSchema(actions: ReadonlyMap<string, unknown>): object {
  const appliesTo = (definition: unknown) => ({
    principalTypes: ['OAuthUser', 'IamEntity'],
    resourceTypes: ['Gateway'],
    context: {
      type: 'Record',
      attributes: { input: { type: 'Record', required: true, attributes: readAttributes(definition) } },
    },
  });
  return {
    AgentCore: {
      entityTypes: { OAuthUser: { tags: { type: 'String' } }, IamEntity: {}, Gateway: {} },
      actions: Object.fromEntries(
        [...actions].map(([name, definition]) => [name, { appliesTo: appliesTo(definition) }]),
      ),
    },
  };
}

/** Of a type that Cedar has no word for, or of several, no attribute can be told. */
function readAttributes(definition: unknown): Record<string, CedarType & { required: boolean }> {
  const { parameters } = readParameters(isRecord(definition) ? definition.inputSchema : null);
  const attributes = parameters
    .filter(({ depth }) => depth === 0)
    .flatMap((parameter) => {
      const type = toCedarType(parameter);
      return type === null ? [] : [[parameter.name, { ...type, required: parameter.isRequired }]];
    });
  return Object.fromEntries(attributes);
}

function toCedarType({ types, itemTypes }: Pick<Parameter, 'types' | 'itemTypes'>): CedarType | null {
  const [type, ...others] = types.filter((one) => one !== 'null');
  if (others.length > 0) return null;
  switch (type) {
    case 'string':
      return { type: 'String' };
    case 'integer':
      return { type: 'Long' };
    case 'boolean':
      return { type: 'Boolean' };
    case 'number':
      return { type: 'Extension', name: 'decimal' };
    case 'array': {
      const element = toCedarType({ types: itemTypes, itemTypes: [] });
      return element === null ? null : { type: 'Set', element };
    }
    default:
      return null;
  }
}
