/** What this program takes at most. Beyond, the input is refused with a diagnostic instead of exhausting the machine. */
export const LIMITS = {
  /** Characters of one file. */
  textLength: 64 * 1024 * 1024,
  /** Maps and lists within each other. */
  depth: 64,
  /** Nodes that aliases stand for, counted as often as they are repeated. */
  aliasedNodes: 1_000_000,
  /** Entries that `{..}` patterns give, over the whole scenario. */
  expandedEntries: 1_000_000,
  /** Braces within braces of one name. */
  braceDepth: 8,
  /** Characters of a name with braces; a longer text is left as it is. */
  patternLength: 1000,
  /** Files that one scenario includes. */
  includedFiles: 1000,
} as const;
