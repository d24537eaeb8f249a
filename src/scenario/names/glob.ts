/** Returns a test of names against a pattern with `*` (any text) and `?` (one character). */
export function globMatcher(pattern: string): (name: string) => boolean {
  if (!isGlob(pattern)) return (name) => name === pattern;
  // Most names already fail at the text before the first wild card.
  const head = headOf(pattern);
  const rest = pattern.slice(head.length);
  return (name) => name.startsWith(head) && (rest === '*' || matches(rest, name, head.length));
}

/** The text before the first wild card: every name that fits begins with it. */
export function headOf(pattern: string): string {
  return /^[^*?]*/.exec(pattern)![0];
}

export function isGlob(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/** Whether the name from `start` on matches. Never retries more than one `*`, so the cost is at most name × pattern. */
function matches(pattern: string, name: string, start: number): boolean {
  let p = 0;
  let n = start;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (p < pattern.length && pattern[p] !== '*' && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (pattern[p] === '*') {
      star = p;
      resume = n;
      p += 1;
    } else if (star >= 0) {
      // Only the last star needs to be retried: an earlier one could not match more.
      resume += 1;
      p = star + 1;
      n = resume;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
