import {
  COSTS_NOTHING,
  type Doubled,
  type DoubledChange,
  HARDEST,
  hardnessOf,
  kindOfChange,
} from '../metrics/doubled.ts';
import { capitalised } from '../units/capitalised.ts';
import { counted } from '../units/counted.ts';
import { formatBytes } from '../units/format-quantity.ts';
import type { ReportData } from './data/report-data.ts';
import { doublingWords, practiceWords, tellsCost } from './wording/doubled-name.ts';
import { marginText } from './wording/job-standing.ts';
import { formatSeconds } from './wording/metric-value.ts';
import { withUnsaid } from './wording/unsaid-words.ts';
import { DOUBLED_WINDOW } from './wording/window-words.ts';

/** Something that could make the night shorter or safer. */
export interface NextStep {
  readonly text: string;
  /** Settings for `run --set` that try it; empty: no setting can. */
  readonly set: readonly string[];
}

/** A doubling is worth reporting if it saves at least this share of the window. */
export const WORTH = 0.01;
/** A choice of proxies is worth reporting if it takes at least this share of the data off the links. */
export const WORTH_OF_LINKS = 0.05;
const MOST_TOLD = 2;
/** How many times as much a change brings that is told beside better-placed ones. */
const FAR_MORE = 2;
/** A list of proxies at jobs. */
const NEAREST_PROXIES = 'jobs.proxies';
/** Changes of which proxy reads what, so that what they take off links is due to them. */
export const SPARES_LINKS: ReadonlySet<string> = new Set([NEAREST_PROXIES, 'sites.proxy']);

type GainsOf = Pick<ReportData, 'doubled' | 'unprotected'>;

/**
 * Changes that leave fewer VMs unprotected, then those that leave less work undone, then those that give the tightest
 * job more to spare where it does not end the window, and those that shorten the window. None that leaves more of
 * either: a window is also shorter if work is not done.
 */
export function gains({ doubled, unprotected: { length: left } }: GainsOf): NextStep[] {
  if (doubled.kind === 'left-out' || doubled.value.windowSeconds === null) return [];
  const { windowSeconds, changes } = doubled.value;
  const now: Unchanged = { ...doubled.value, windowSeconds, left };
  const kinds = new Set<string>();
  const better = changes
    .filter((change) => !tellsCost(change.what) && isNoWorse(change, now))
    .filter((change) => isBetter(change, now) || sparesLinks(change, now))
    .toSorted(
      (a, b) =>
        a.unprotected - b.unprotected ||
        a.undone - b.undone ||
        Number(sparesMore(b, now)) - Number(sparesMore(a, now)) ||
        Number(isBetter(b, now)) - Number(isBetter(a, now)) ||
        hardnessOf(a.what) - hardnessOf(b.what),
    )
    .filter(({ what }) => {
      // Doubling one thing and doubling all of its kind are the same advice.
      const kind = kindOfChange(what);
      return !kinds.has(kind) && kinds.add(kind);
    });
  const best = better.slice(0, MOST_TOLD);
  const rest = better.slice(MOST_TOLD);
  // Worth a line even where something to buy brings more.
  const free = rest.filter(({ what }) => COSTS_NOTHING.has(kindOfChange(what)));
  const far = rest.filter((change) => !free.includes(change) && bringsFarMore(change, best, now)).slice(0, 1);
  return [...best, ...far, ...free].map((change) => ({
    text: [withUnsaid(gainOf(change, now), change.byDefault), ...practiceWords(change)].join(' '),
    set: change.set,
  }));
}

/** `left`: VMs that the unchanged run leaves unprotected. */
type Unchanged = Pick<Doubled, 'of' | 'undone' | 'tightest' | 'linkBytes'> & {
  readonly windowSeconds: number;
  readonly left: number;
};

function isNoWorse({ unprotected, undone }: DoubledChange, now: Unchanged): boolean {
  return unprotected <= now.left && undone <= now.undone;
}

function isBetter(change: DoubledChange, now: Unchanged): boolean {
  const isDone = change.unprotected < now.left || change.undone < now.undone;
  return isDone || sparesMore(change, now) || (savesWindow(change, now) && !isTighter(change, now));
}

/** Whether the tightest job has less to spare, where that is judged. */
function isTighter({ tightest: then }: DoubledChange, { tightest: now }: Unchanged): boolean {
  if (now === undefined) return false;
  return then == null || then.spareSeconds < now.spareSeconds;
}

function savesWindow({ savedSeconds }: DoubledChange, { windowSeconds }: Unchanged): boolean {
  return savedSeconds !== null && isNotable(savedSeconds, windowSeconds);
}

/** Whether the tightest job has notably more to spare, where that is judged. */
function sparesMore({ tightest: then }: DoubledChange, { tightest: now, windowSeconds }: Unchanged): boolean {
  if (now === undefined || then === undefined || then === null) return false;
  return isNotable(then.spareSeconds - now.spareSeconds, windowSeconds);
}

/** A window may take no time (nothing has changed on the disks). Any gain, even none, would then be a large share of it. */
function isNotable(gainedSeconds: number, windowSeconds: number): boolean {
  return gainedSeconds > 0 && gainedSeconds >= WORTH * windowSeconds;
}

/** What a change brings, with a full stop. */
function gainOf(change: DoubledChange, now: Unchanged): string {
  const words = capitalised(doublingWords(change.what));
  const fewer = (count: number, noun: string) => (count === 0 ? `no ${noun}` : counted(count, noun));
  // The first line of a report counts each disk once, this counts it in each session.
  const sessions = now.of === 'run' ? '' : ' of all sessions';
  const tasks = `${fewer(change.undone, 'task')}${sessions} without success instead of ${now.undone}`;
  if (change.unprotected < now.left) {
    // Otherwise nobody would see that the change still leaves work undone.
    const undone = change.undone > 0 && change.undone < now.undone ? [tasks] : [];
    const left = `leaves ${fewer(change.unprotected, 'VM')} unprotected instead of ${now.left}`;
    return `${words} ${[left, ...undone, sooner(change, now) ?? []].flat().join(', and ')}.`;
  }
  const done = change.undone < now.undone ? `leaves ${tasks}` : undefined;
  const spared = sparesLinks(change, now) ? offLinks(change, now) : undefined;
  return `${words} ${[done ?? [], sooner(change, now) ?? [], spared ?? []].flat().join(', and ')}.`;
}

/** What a change does to the tightest job, or else to the window. */
function sooner(change: DoubledChange, now: Unchanged): string | undefined {
  const { tightest } = now;
  if (tightest !== undefined && sparesMore(change, now)) {
    const then = change.tightest!;
    const after = marginText(then.spareSeconds);
    const isLate = tightest.spareSeconds < 0 || then.spareSeconds < 0;
    const before = isLate ? marginText(tightest.spareSeconds) : formatSeconds(tightest.spareSeconds);
    return then.job === tightest.job
      ? `leaves ${tightest.job}, the tightest job, ${after} instead of ${before}`
      : `leaves the tightest job ${after} (${then.job}) instead of ${before} (${tightest.job})`;
  }
  if (!savesWindow(change, now)) return undefined;
  const from = formatSeconds(now.windowSeconds);
  const shorter = `shortens the ${DOUBLED_WINDOW[now.of]} from ${from} to ${formatSeconds(change.windowSeconds!)}`;
  return tightest === undefined
    ? shorter
    : `${shorter}, but helps ${tightest.job}, the tightest job, little or not at all`;
}

/** Whether a change of who reads where takes notably less over links, and makes nothing longer. */
function sparesLinks(change: DoubledChange, now: Unchanged): boolean {
  const { linkBytes = 0 } = now;
  if (!SPARES_LINKS.has(kindOfChange(change.what)) || linkBytes === 0) return false;
  const isLonger = change.savedSeconds === null || change.savedSeconds < -WORTH * now.windowSeconds;
  return !isLonger && !isTighter(change, now) && (change.linkBytes ?? 0) <= (1 - WORTH_OF_LINKS) * linkBytes;
}

function offLinks({ linkBytes = 0 }: DoubledChange, now: Unchanged): string {
  return `takes ${formatBytes(now.linkBytes! - linkBytes)} of ${formatBytes(now.linkBytes!)} off the links`;
}

/** Whether a change that can be bought brings far more time than the best ones. They must leave as much work undone. */
function bringsFarMore(change: DoubledChange, best: readonly DoubledChange[], now: Unchanged): boolean {
  const isAsDone = best.every(
    ({ unprotected, undone }) => unprotected === change.unprotected && undone === change.undone,
  );
  const most = Math.max(...best.map((one) => secondsBrought(one, now)));
  return isAsDone && hardnessOf(change.what) < HARDEST && secondsBrought(change, now) >= FAR_MORE * most;
}

/** What the tightest job has more to spare, where that is judged, or else what the window is shorter. */
function secondsBrought(
  { tightest: then, savedSeconds }: DoubledChange,
  { tightest: now }: Unchanged,
): number {
  if (now === undefined || then == null) return savedSeconds ?? 0;
  return then.spareSeconds - now.spareSeconds;
}
