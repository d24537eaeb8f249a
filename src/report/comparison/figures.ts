import type { WindowFigure } from '../../experiment/window-figure.ts';
import { COUNTED_LISTS, figureAt, inFull, metricPaths } from '../../metrics/summary/summary-figures.ts';
import type { ComparedSide } from './comparison.ts';

/** Figures of one kind, side by side. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly ComparedFigure[];
}

export interface ComparedFigure {
  readonly label: string;
  readonly metric: string;
  /** One per side; null: the side has no such figure. */
  readonly values: readonly (number | null)[];
  /** One per side after the first: its change from the first. */
  readonly changes: readonly (Change | null)[];
}

export interface Change {
  readonly difference: number;
  /** Relative to the first side's value: 0.05 is 5 % more. Null: the first value is 0. */
  readonly share: number | null;
}

/** By which the sides of a comparison are judged: over several nights the longest, otherwise the window of the run. */
export function comparedWindow(groups: readonly FigureGroup[]): WindowFigure {
  const areNights = groups.some(({ figures }) =>
    figures.some(({ metric }) => metric === 'nights.longestSeconds'),
  );
  return areNights ? 'nights.longestSeconds' : 'window.seconds';
}

/** A figure of one side by its metric path. */
export function figureOf({ summary, ofSessions }: ComparedSide, metric: string): number | undefined {
  const own = ofSessions.get(metric);
  return own ?? figureAt(summary, metric);
}

/** Every metric that a side has. */
export function metricsOf({ summary, ofSessions }: ComparedSide): string[] {
  const paths = metricPaths(summary);
  const short = Object.keys(summary).filter((word) => paths.includes(inFull(word)));
  return [...short, ...paths, ...ofSessions.keys(), ...COUNTED_LISTS];
}

export function changeOf(before: number | undefined, after: number | undefined): Change | null {
  if (before === undefined || after === undefined) return null;
  const difference = after - before;
  if (difference === 0) return { difference: 0, share: 0 };
  return { difference, share: before === 0 ? null : difference / Math.abs(before) };
}

interface Wanted {
  readonly label: string;
  readonly metric: string;
}

/**
 * The most important figures come first. Figures that no side has are left out, and so are wait causes that are zero
 * everywhere.
 */
export function figureGroups(all: readonly ComparedSide[]): FigureGroup[] {
  const sides = all.map((side) => withoutScaleOut(side, all));
  const names = (section: 'jobs' | 'proxies' | 'repositories' | 'datastores' | 'links' | 'waits' | 'modes') =>
    union(sides.map(({ summary }) => Object.keys(summary[section] ?? {})));
  const each = (
    list: readonly string[],
    section: string,
    figures: Readonly<Record<string, string>>,
  ): Wanted[] =>
    list.flatMap((name) =>
      Object.entries(figures).map(([figure, words]) => ({
        label: `${name}${words}`,
        metric: `${section}.${name}.${figure}`,
      })),
    );
  const group = (title: string, wanted: readonly Wanted[], isShown = present): FigureGroup => ({
    title,
    figures: wanted.map((one) => compared(one, sides)).filter(isShown),
  });
  const jobs = names('jobs');
  const areNights = haveNights(sides);
  return [
    group('Windows', [
      ...(areNights ? [] : [{ label: 'all jobs', metric: 'window.seconds' }]),
      ...each(jobs, 'jobs', { window: '' }),
    ]),
    group(
      'Nights',
      areNights
        ? [
            { label: 'longest', metric: 'nights.longestSeconds' },
            { label: 'median', metric: 'nights.medianSeconds' },
          ]
        : [],
    ),
    // A window that is shorter because work was left undone is no improvement.
    group(
      'Trouble',
      [
        { label: 'unprotected VMs', metric: 'vms.unprotected' },
        { label: 'failed tasks', metric: 'totals.failed' },
        { label: 'unfinished tasks', metric: 'totals.unfinished' },
        { label: 'retries', metric: 'totals.retries' },
      ],
      someIsNotZero,
    ),
    group(
      'Windows by session',
      jobs.flatMap((job) => sessionWindows(job, sides)),
    ),
    group('Time to spare', each(jobs, 'jobs', { spareSeconds: '' })),
    group('Past the window, last task', each(jobs, 'jobs', { overrun: '' }), someIsNotZero),
    group(
      'Lower bound',
      areNights
        ? []
        : [
            { label: 'bound', metric: 'bound.seconds' },
            { label: 'gap', metric: 'bound.gap' },
          ],
    ),
    group(
      'Waits (task time)',
      names('waits').map((cause) => ({ label: cause, metric: `waits.${cause}` })),
      someIsNotZero,
    ),
    group(
      'Proxies',
      each(names('proxies'), 'proxies', { slotUtilisation: ' slots', cpuUtilisation: ' CPU' }),
    ),
    group(
      'Repositories',
      each(names('repositories'), 'repositories', { slotUtilisation: ' slots', writeUtilisation: ' write' }),
    ),
    group(
      'Transport modes, per task',
      each(names('modes'), 'modes', {
        openingSeconds: ' opening',
        closingSeconds: ' closing',
        taskRate: ' rate',
      }),
    ),
    group('Links', each(names('links'), 'links', { transferredBytes: '', utilisation: ' use' })),
    group('Datastores', each(names('datastores'), 'datastores', { utilisation: '' })),
    group(
      'Latency',
      each(names('datastores'), 'datastores', {
        peakLatencySeconds: ' highest',
        secondsStopped: ' no new task',
        secondsThrottled: ' slowed down',
      }),
      someIsNotZero,
    ),
    group('Work', [
      { label: 'tasks', metric: 'totals.tasks' },
      { label: 'read', metric: 'totals.readBytes' },
      { label: 'transferred', metric: 'totals.transferredBytes' },
    ]),
  ].filter(({ figures }) => figures.length > 0);
}

/**
 * Whether sides are compared by their nights (see `severalNights`): also a run of one night with a run of several,
 * whose windows from the first to the last task say nothing about each other.
 */
function haveNights(sides: readonly ComparedSide[]): boolean {
  const counts = sides.map((side) => figureOf(side, 'nights.count') ?? 0);
  return counts.every((count) => count >= 1) && counts.some((count) => count > 1);
}

/**
 * Leaves out scale-out repositories, which would look idle. If a side does not say which those are, the other sides
 * decide by name.
 */
function withoutScaleOut(side: ComparedSide, all: readonly ComparedSide[]): ComparedSide {
  const isScaleOut = (name: string) =>
    side.scaleOut === null ? all.some(({ scaleOut }) => scaleOut?.has(name)) : side.scaleOut.has(name);
  const plain = Object.entries(side.summary.repositories).filter(([name]) => !isScaleOut(name));
  return { ...side, summary: { ...side.summary, repositories: Object.fromEntries(plain) } };
}

/** Each session of a job that has several. */
function sessionWindows(job: string, sides: readonly ComparedSide[]): Wanted[] {
  const prefix = `jobs.${job}.sessions.`;
  const nights = union(sides.map((side) => [...side.ofSessions.keys()])).filter(
    (path) => path.startsWith(prefix) && /^\d+\.window$/.test(path.slice(prefix.length)),
  );
  if (nights.length < 2) return [];
  const number = (path: string) => Number.parseInt(path.slice(prefix.length), 10) + 1;
  const single = [...nights].sort((a, b) => number(a) - number(b));
  return single.map((metric) => ({ label: `${job}, session ${number(metric)}`, metric }));
}

function compared({ label, metric }: Wanted, sides: readonly ComparedSide[]): ComparedFigure {
  const values = sides.map((side) => figureOf(side, metric));
  return {
    label,
    metric,
    values: values.map((value) => value ?? null),
    changes: values.slice(1).map((value) => changeOf(values[0], value)),
  };
}

function present({ values }: ComparedFigure): boolean {
  return values.some((value) => value !== null);
}

function someIsNotZero({ values }: ComparedFigure): boolean {
  return values.some((value) => value !== null && value !== 0);
}

/** In the order of the first list, followed by what only later ones contain. */
function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
