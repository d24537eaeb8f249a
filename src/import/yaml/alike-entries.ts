import { entryLine } from './scenario-lines.ts';

/** An entry whose name ends in a number, and what else it holds. */
export interface NumberedEntry {
  readonly name: string;
  readonly host?: string;
  readonly hosts?: readonly string[];
}

/** Up to so many are written one by one, because they are easier to change that way. */
const FEW = 4;

/**
 * Lines of entries. Many that follow each other and differ only in the numbers of their names, and of their hosts, are
 * one line: `{ name: "px{1..9}", host: "esx{1..9}" }`. A scenario reads the same entries from it, in the same order.
 */
export function alikeLines(entries: readonly NumberedEntry[]): string[] {
  const lines: string[] = [];
  for (let from = 0; from < entries.length; ) {
    const [sameHost, nextHost] = [oneHost, hostInStep].map((keyOf) => runLength(entries, from, keyOf));
    const count = Math.max(sameHost!, nextHost!);
    const run = entries.slice(from, from + count).map(withShortList);
    if (count <= FEW) lines.push(...run.map((entry) => entryLine(entry)));
    else lines.push(entryLine(withBraces(run[0]!, count, sameHost! < count)));
    from += count;
  }
  return lines;
}

/** How many entries from `from` on have consecutive numbers, and are alike otherwise. */
function runLength(
  entries: readonly NumberedEntry[],
  from: number,
  keyOf: (entry: NumberedEntry) => string,
): number {
  const first = numbered(entries[from]!.name);
  const key = keyOf(entries[from]!);
  let count = 1;
  while (from + count < entries.length) {
    const next = entries[from + count]!;
    if (numbered(next.name).number !== first.number + count || keyOf(next) !== key) break;
    count += 1;
  }
  return count;
}

/** What is alike in entries of the same host. */
function oneHost(entry: NumberedEntry): string {
  return JSON.stringify({ ...entry, name: numbered(entry.name).word });
}

/** What is alike in entries whose hosts have consecutive numbers as well. */
function hostInStep(entry: NumberedEntry): string {
  const { word, number } = numbered(entry.name);
  const host = numbered(entry.host ?? '');
  return JSON.stringify({ ...entry, name: word, host: [host.word, host.number - number] });
}

function withBraces(first: NumberedEntry, count: number, isHostInStep: boolean): NumberedEntry {
  const range = (name: string) => {
    const { word, number } = numbered(name);
    return `${word}{${number}..${number + count - 1}}`;
  };
  const { name, host } = first;
  return isHostInStep && host !== undefined
    ? { ...first, name: range(name), host: range(host) }
    : { ...first, name: range(name) };
}

/** Many hosts in even steps as one name with braces: `esx{1..67..2}`. */
function withShortList(entry: NumberedEntry): NumberedEntry {
  const { hosts } = entry;
  if (hosts === undefined || hosts.length <= FEW) return entry;
  const [first, second] = [numbered(hosts[0]!), numbered(hosts[1]!)];
  const step = second.number - first.number;
  const isEven = hosts.every((name, at) => name === `${first.word}${first.number + at * step}`);
  if (step < 1 || !isEven) return entry;
  const last = first.number + (hosts.length - 1) * step;
  return { ...entry, hosts: [`${first.word}{${first.number}..${last}${step === 1 ? '' : `..${step}`}}`] };
}

/** `esx12` as `esx` and 12, `esx05` as `esx0` and 5. A name without a number is in no range. */
function numbered(name: string): { readonly word: string; readonly number: number } {
  const match = /^(.*?)([1-9]\d{0,8})$/s.exec(name);
  return match === null ? { word: name, number: Number.NaN } : { word: match[1]!, number: Number(match[2]) };
}
