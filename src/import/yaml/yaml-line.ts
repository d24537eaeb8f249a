import { Document, visit } from 'yaml';

/**
 * A value as YAML on one line, in braces or brackets where it has parts. Names that YAML (1.2, or 1.1 as
 * other tools read it) would take for a number, a time, a truth value or a structure come out in quotes.
 */
export function yamlLine(value: unknown): string {
  const document = new Document(value, { compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_key, node) {
      // Unquoted, a text with line breaks goes over several lines.
      if (typeof node.value === 'string' && /[\n\r]/.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({
      collectionStyle: 'flow',
      lineWidth: 0,
      // A quoted name with line breaks keeps them as \n: one line is one line.
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .trimEnd();
}
