import { stringify } from 'yaml';

/**
 * A value as YAML on one line, in braces or brackets where it has parts. Names that YAML (1.2, or 1.1 as
 * other tools read it) would take for a number, a time, a truth value or a structure come out in quotes.
 */
export function yamlLine(value: unknown): string {
  return stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    compat: 'yaml-1.1',
    // A quoted name with line breaks keeps them as \n: one line is one line.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  }).trimEnd();
}
