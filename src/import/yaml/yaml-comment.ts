/** Columns of a line that people read. */
export const LINE_WIDTH = 100;

/**
 * Sentences as YAML comment lines of readable width, each starting with `# `. Line breaks in the text become
 * blanks, so that no name from an export can end the comment and begin YAML.
 */
export function yamlComment(...sentences: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of sentences.join(' ').split(/[\s\p{Cc}\u2028\u2029]+/u)) {
    if (line.length > 1 && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
