import { scenarioJsonSchema } from '../../src/scenario/format.ts';

/** The part of a JSON Schema that says what a field may hold. */
interface Node {
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node | readonly Node[];
}

export interface SchemaField {
  /** `hosts[].network` */
  readonly path: string;
  /** Whatever it holds has fields of its own, which stand beside it in the list. */
  readonly isContainer: boolean;
}

/** Every field that the product's schema knows, by its path. */
export function schemaFields(): SchemaField[] {
  const found = new Map<string, SchemaField>();
  collect(scenarioJsonSchema() as Node, '', found);
  return [...found.values()];
}

function collect(node: Node, path: string, found: Map<string, SchemaField>): void {
  for (const { node: alternative, path: at } of alternatives(node, path)) {
    for (const [key, child] of Object.entries(alternative.properties ?? {})) {
      const childPath = at === '' ? key : `${at}.${key}`;
      const isContainer = alternatives(child, '').every(
        (a) => Object.keys(a.node.properties ?? {}).length > 0,
      );
      found.set(childPath, { path: childPath, isContainer });
      collect(child, childPath, found);
    }
  }
}

/** What a field may be, one by one: unions are opened, and lists by their entries. */
function alternatives(node: Node, path: string): { node: Node; path: string }[] {
  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return choices.flatMap((choice) => alternatives(choice, path));
  const { items } = node;
  if (items === undefined || isTuple(items)) return [{ node, path }];
  return alternatives(items, `${path}[]`);
}

function isTuple(items: Node | readonly Node[]): items is readonly Node[] {
  return Array.isArray(items);
}
