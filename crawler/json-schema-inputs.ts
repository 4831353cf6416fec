import { z } from 'zod';
import type { DeclaredInputs } from './candidate.ts';
import { isVariableName } from './declared-inputs.ts';

const propertySchema = z.object({
  description: z.string().optional().catch(undefined),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
});

/** A JSON Schema of settings, as far as it is used. */
export interface SettingsSchema {
  properties: Record<string, unknown>;
  required: string[];
}

/** The variables that a JSON Schema of a server's environment requires; with optional ones it starts without. */
export function readVariables({ properties, required }: SettingsSchema): DeclaredInputs {
  const wanted = required.filter(isVariableName);
  return {
    args: [],
    variables: wanted.map((name) => {
      const property = propertySchema.safeParse(Object.hasOwn(properties, name) ? properties[name] : {}).data;
      const value = property?.default;
      return {
        name,
        value: value === undefined ? null : String(value),
        hint: (property?.description ?? '').slice(0, 500),
      };
    }),
  };
}
