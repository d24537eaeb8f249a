/** Only this many leading characters are compared, because the comparison takes quadratic time. */
const MAX_COMPARED = 64;

/**
 * The candidate nearest to a misspelt word, or undefined if none is near. Ties go to the candidate whose characters are nearer
 * in code order (for 'esx3', 'esx2' rather than 'esx1'), then to the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.slice(0, MAX_COMPARED).toLowerCase();
  // One edit per three letters; more would suggest unrelated words.
  let best = Math.max(1, Math.floor(wanted.length / 3));
  let bestSpread = Number.POSITIVE_INFINITY;
  let found: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > best) continue;
    const compared = candidate.slice(0, MAX_COMPARED).toLowerCase();
    const distance = editDistance(wanted, compared);
    if (distance > best || distance >= Math.max(wanted.length, compared.length)) continue;
    const spread = letterSpread(wanted, compared);
    if (distance === best && spread >= bestSpread) continue;
    best = distance;
    bestSpread = spread;
    found = candidate;
  }
  return found;
}

function letterSpread(a: string, b: string): number {
  let spread = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i += 1)
    spread += Math.abs(a.charCodeAt(i) - b.charCodeAt(i));
  return spread;
}

/** Shorter words are part of too many others. */
const LEAST_SHARED = 4;

/**
 * The only candidate that begins or ends with the word ('productionLoad' for `production`), or with which the word
 * begins or ends ('modes' for `transportModes`).
 */
function partOrWhole(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const alike = candidates.filter((candidate) => {
    const compared = candidate.toLowerCase();
    const isLongEnough = Math.min(wanted.length, compared.length) >= LEAST_SHARED;
    const [part, whole] = wanted.length < compared.length ? [wanted, compared] : [compared, wanted];
    return isLongEnough && (whole.startsWith(part) || whole.endsWith(part));
  });
  return alike.length === 1 ? alike[0] : undefined;
}

/** The only candidate with the same parts in another order: links are named after two sites ('hq-branch' for `branch-hq`). */
function samePartsAs(word: string, candidates: readonly string[]): string | undefined {
  const partsOf = (name: string) => name.toLowerCase().split('-').sort().join('-');
  const wanted = partsOf(word);
  const alike = candidates.filter((candidate) => partsOf(candidate) === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

/** A hint for a wrong word: `Did you mean 'esx2'?`, or the list of candidates if there are at most 12, or undefined. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const found = samePartsAs(word, candidates) ?? nearest(word, candidates) ?? partOrWhole(word, candidates);
  if (found !== undefined) return `Did you mean '${found}'?`;
  if (candidates.length === 0 || candidates.length > 12) return undefined;
  return possible(candidates);
}

/** Like `didYouMean` for keywords of the format: if none is near, lists all of them, however many. */
export function oneOf(word: string, words: readonly string[]): string {
  return didYouMean(word, words) ?? possible(words);
}

function possible(words: readonly string[]): string {
  return `Possible: ${words.join(', ')}.`;
}

/** Edit distance with insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
