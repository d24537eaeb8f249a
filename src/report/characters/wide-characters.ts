/** East Asian wide and full-width characters, and emoji: each takes two terminal columns. */
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u3247\u3250-\u4DBF\u4E00-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]$/u;

/** A text split by terminal columns: each wide character is followed by an empty string. */
export function columnsOf(text: string): string[] {
  return Array.from(text).flatMap((character) => (WIDE.test(character) ? [character, ''] : [character]));
}
