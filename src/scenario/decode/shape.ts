import type * as z from 'zod';

type AnySchema = z.core.$ZodType;

/** The keys that the format has at a path; misspelt keys are compared with them. Follows zod's own description of a schema. */
export function keysAt(schema: AnySchema, path: readonly PropertyKey[]): string[] {
  const keys = schemasAt(schema, path).flatMap((candidate) => {
    const definition = definitionOf(candidate);
    return definition.type === 'object' ? Object.keys(definition.shape) : [];
  });
  return [...new Set(keys)];
}

/** Whether the value at a path may be true or false instead of a map. */
export function isSwitch(schema: AnySchema, path: readonly PropertyKey[]): boolean {
  return schemasAt(schema, path).some((candidate) => definitionOf(candidate).type === 'boolean');
}

/** The largest number that the format allows at a path; undefined where no number stands there. */
export function largestAt(schema: AnySchema, path: readonly PropertyKey[]): number | undefined {
  const limits = schemasAt(schema, path).flatMap((candidate) =>
    definitionOf(candidate).type === 'number' ? ((candidate as z.ZodNumber).maxValue ?? []) : [],
  );
  return limits.length === 0 ? undefined : Math.max(...limits);
}

function schemasAt(schema: AnySchema, path: readonly PropertyKey[]): AnySchema[] {
  let current = alternatives(schema);
  for (const step of path) current = current.flatMap((candidate) => inside(candidate, step));
  return current;
}

/** The alternatives of a schema, with optional and transformed ones unwrapped. */
function alternatives(schema: AnySchema): AnySchema[] {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
      return alternatives(definition.innerType);
    case 'pipe':
      return alternatives(definition.in);
    case 'union':
      return definition.options.flatMap(alternatives);
    default:
      return [schema];
  }
}

function inside(schema: AnySchema, step: PropertyKey): AnySchema[] {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'object': {
      const field = definition.shape[String(step)];
      return field === undefined ? [] : alternatives(field);
    }
    case 'array':
      // A key does not lead into a list; it belongs to a map that is allowed as an alternative.
      return typeof step === 'number' ? alternatives(definition.element) : [];
    case 'tuple': {
      const item = definition.items[Number(step)];
      return item === undefined ? [] : alternatives(item);
    }
    case 'record':
      return alternatives(definition.valueType);
    default:
      return [];
  }
}

function definitionOf(schema: AnySchema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}
