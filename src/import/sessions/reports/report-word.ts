import type { PastKind, PastMode, PastPart, PastResult } from '../../../history/past-session.ts';

/**
 * Results by their words, and by the numbers that PowerShell makes of them in JSON: a warning has one as the result of
 * a session and another as the status of a task. The product writes English on every system; the other words stand in
 * reports that people have translated into German, French, Spanish, Italian, Portuguese or Dutch.
 */
const RESULTS: readonly (readonly [RegExp, PastResult])[] = [
  [/^(0$|success|completed|ok$|erfolg|r[eé]ussi|succ[eè]s|[eé]xito|riuscit|sucesso|geslaagd)/i, 'success'],
  [/^([13]$|warn|avertissement|advertencia|avviso|aviso|waarschuwing)/i, 'warning'],
  [/^(2$|fail|err|fehl|[eé]chec|[eé]chou|fall|non riuscit|falh|mislukt)/i, 'failed'],
];

/** Undefined: a word that is none of these. */
export function resultOf(word: string): PastResult | undefined {
  return RESULTS.find(([pattern]) => pattern.test(word))?.[1];
}

/** Whether a result says that it goes on, or has not begun. */
export function isUnfinished(word: string): boolean {
  return /^(-1|5|6|in ?progress|pending|working|starting|stopping|idle|none|running|post ?processing|waiting.*)$/i.test(
    word,
  );
}

/** The spelling errors are real. */
export function kindOf(word: string): PastKind | undefined {
  if (/synt/i.test(word)) return 'synthetic-full';
  if (/incr/i.test(word)) return 'incremental';
  return /full/i.test(word) ? 'full' : undefined;
}

const MODES: readonly (readonly [RegExp, PastMode])[] = [
  [/^(hot-?add|virtual ?appliance)/i, 'hotadd'],
  [/^nbd-?ssl/i, 'nbdssl'],
  [/^(nbd|network)/i, 'nbd'],
  [/snapshot/i, 'storage-snapshot'],
  [/^(direct ?)?nfs/i, 'nfs'],
  [/^(san|direct ?san|direct ?storage)/i, 'san'],
  [/^off-?host/i, 'off-host'],
  [/^on-?host/i, 'on-host'],
];

/** The way to the data by any of its names; of a VM whose disks went several ways (`hotadd;nbd`) the first. */
export function modeOf(words: string): PastMode | undefined {
  const word = words.split(/[;,]/, 1)[0]?.trim() ?? '';
  return MODES.find(([pattern]) => pattern.test(word))?.[1];
}

const PARTS: readonly (readonly [RegExp, PastPart])[] = [
  [/^source/i, 'source'],
  [/^proxy/i, 'proxy'],
  [/^network/i, 'network'],
  [/^target/i, 'target'],
];

export function partOf(word: string): PastPart | undefined {
  return PARTS.find(([pattern]) => pattern.test(word))?.[1];
}

/** `Source 15% > Proxy 25% > Network 10% > Target 50%` as shares; undefined for anything else. */
export function loadOf(text: string): Readonly<Partial<Record<PastPart, number>>> | undefined {
  const load: Partial<Record<PastPart, number>> = {};
  for (const [, word = '', percent] of text.matchAll(/(\w+)\s+(\d+(?:\.\d+)?)\s*%/g)) {
    const part = partOf(word);
    if (part !== undefined) load[part] = Number(percent) / 100;
  }
  return Object.keys(load).length === 0 ? undefined : load;
}

/** Work of a kind that no scenario has, or that no proxy of virtual machines does. */
export function isOtherWork(jobType: string): boolean {
  return /physical|end-?point|agent|\bnas|unstructured|log ?backup|rman|hana|file|tape|copy|sync|replica|config|sure|cdp|plug-?in|archive|restore|malware|scan/i.test(
    jobType,
  );
}
