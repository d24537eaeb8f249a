/** Limits of the input. Larger input is refused with a diagnostic, so that it does not exhaust the machine. */
export const LIMITS = {
  /** Characters of one file. */
  textLength: 64 * 1024 * 1024,
  /** Nesting depth of maps and lists. */
  depth: 64,
  /** Nodes that aliases stand for, counted at each use. */
  aliasedNodes: 1_000_000,
  /** Entries that `{..}` patterns expand to in the whole scenario. */
  expandedEntries: 1_000_000,
  /** Nesting depth of braces in a name. */
  braceDepth: 8,
  /** Characters of a name with braces; a longer text is not expanded. */
  patternLength: 1000,
  /** Files that one scenario includes. */
  includedFiles: 1000,
} as const;
