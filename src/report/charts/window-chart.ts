import type { ChartDataset } from 'chart.js';
import { groupedBy } from '../../collections/grouped-by.ts';
import type { SessionSummary } from '../../metrics/summary/summary.ts';
import type { TimeRange } from '../../metrics/time-range.ts';
import { resourceName } from '../../model/paths/resource-name.ts';
import { cutName, cutNames } from '../characters/cut-name.ts';
import { curvesToShow, type ShownCurves } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { endOfGrid } from '../data/time-grid.ts';
import type { Timeline } from '../data/timeline.ts';
import { FULL, type UsedOverTime } from '../data/used-over-time.ts';
import { mixed, type Palette } from '../theme.ts';
import { STAGE_NAMES } from '../wording/job-figures.ts';
import {
  type JobStanding,
  mostUrgent,
  sessionTone,
  standingsOf,
  standingWords,
  type Tone,
} from '../wording/job-standing.ts';
import { resourceLabels } from '../wording/resource-labels.ts';
import { rowAxis, shareAxis } from './axes.ts';
import { faultLines, marksAbove } from './fault-lines.ts';
import {
  drawing,
  NOTHING_READY,
  type Pen,
  type PictureConfig,
  type Places,
  pictureOptions,
  shownTitle,
  wordsInstead,
} from './picture.ts';
import { type ResourceStage, stageOf } from './resource-stage.ts';
import { timeAxis } from './time-axis.ts';

const TITLE = 'Backup windows, and the busiest resource of each stage';
/** With more jobs than this, only the tightest are shown. */
const JOBS_SHOWN = 6;
/** Longest name, in characters: the time to spare follows it. */
const NAME_LENGTH = 16;
/** Relative heights of one job's row and of the curves. */
const ROW_WEIGHT = 0.42;
const CURVES_WEIGHT = 3;
/** Gap between jobs and curves, in rows. */
const ROWS_GAP = 0.35;
/**
 * The time axis is extended to the end of an allowed window up to this multiple of the run's length. Beyond that,
 * most of the picture would be empty.
 */
const LONGEST_OUTLOOK = 2.5;
/** With more sessions than this, marks for the ends of their allowed windows would hide the sessions. */
const MOST_ENDS = 60;
/** Resources whose use never reached this share are left out. */
const LEAST_PEAK = 0.02;

/** Sessions against their allowed windows above, the busiest capacity of each stage below, on one axis of time. */
export function windowChart(data: ReportData, palette: Palette): PictureConfig {
  const { words, clockStartUs } = data;
  const shown = curvesToShow(data);
  if (shown === null) {
    return wordsInstead(palette, data, { title: TITLE, words: NOTHING_READY });
  }
  const { timeline, used } = shown;
  const rows = jobRows(data, shown);
  const names = cutNames(
    rows.map(({ standing }) => standing.name),
    NAME_LENGTH,
  );
  const range = rangeOf(shown, rows);
  return {
    type: 'line',
    data: { datasets: curves(data, timeline, used, palette) },
    options: {
      ...pictureOptions(palette, data, {
        title: shownTitle(TITLE, data, shown),
        subtitle: words.verdict.text,
        above: marksAbove(data, range),
      }),
      parsing: false,
      scales: {
        x: timeAxis(palette, range, clockStartUs),
        y: { ...shareAxis(palette), stack: 'rows', stackWeight: CURVES_WEIGHT },
        jobs: {
          ...rowAxis(
            palette,
            rows.length,
            rows.map(({ standing }, row) => ({
              at: row + 0.5,
              label: `${names[row]!}: ${standingWords(standing)}`,
            })),
            ROWS_GAP,
          ),
          stack: 'rows',
          stackWeight: ROW_WEIGHT * (rows.length + ROWS_GAP),
        },
      },
    },
    plugins: [
      drawing((pen, places) => drawRows(pen, places, rows, range, palette)),
      faultLines(data, range, palette),
    ],
  };
}

interface JobRow {
  readonly standing: JobStanding;
  readonly sessions: readonly {
    readonly from: number;
    readonly to: number;
    /** Null: no limit. */
    readonly closes: number | null;
    /** The session's own tone, not the job's: one late night must not colour a whole week. */
    readonly tone: Tone;
  }[];
}

/** Jobs with a session in the time shown, as these sessions are: the standing is theirs, and not that of other nights. */
function jobRows(
  { summary, sessions: all }: ReportData,
  { timeline, isLongestNight }: ShownCurves,
): JobRow[] {
  const end = all.reduce(
    (last, { startSeconds, endSeconds }) => Math.max(last, endSeconds ?? startSeconds),
    summary.window?.endSeconds ?? 0,
  );
  const isShown = ({ startSeconds, endSeconds }: SessionSummary) =>
    !isLongestNight || (startSeconds < endOfGrid(timeline) && (endSeconds ?? end) >= timeline.fromSeconds);
  const sessions = all.filter(isShown);
  const byJob = groupedBy(sessions, ({ job }) => job);
  const jobs = Object.fromEntries(
    Object.entries(summary.jobs).map(([name, job]) => [
      name,
      { ...job, sessions: job.sessions.filter(isShown) },
    ]),
  );
  const started = standingsOf(jobs, sessions).filter(({ name }) => byJob.has(name));
  return mostUrgent(started, JOBS_SHOWN).shown.map((standing) => ({
    standing,
    sessions: byJob.get(standing.name)!.map((session) => ({
      from: session.startSeconds,
      to: session.endSeconds ?? end,
      closes: session.closesSeconds,
      tone: sessionTone(session),
    })),
  }));
}

/** With the ends of all sessions; of one night, only what comes soon after its last task, as with the ends of windows. */
function rangeOf({ timeline, isLongestNight }: ShownCurves, rows: readonly JobRow[]): TimeRange {
  const sessions = rows.flatMap((row) => row.sessions);
  const starts = isLongestNight ? [] : sessions.map(({ from }) => from);
  const from = Math.min(timeline.fromSeconds, ...starts);
  const until = (least: number, instants: readonly number[]) => {
    const outlook = from + (least - from) * LONGEST_OUTLOOK;
    return Math.max(least, ...instants.filter((instant) => instant <= outlook));
  };
  const ends = sessions.map(({ to }) => to);
  const to = isLongestNight ? until(endOfGrid(timeline), ends) : Math.max(endOfGrid(timeline), ...ends);
  return {
    from,
    to: until(
      to,
      sessions.flatMap((session) => session.closes ?? []),
    ),
  };
}

function drawRows(
  pen: Pen,
  places: Places,
  rows: readonly JobRow[],
  range: TimeRange,
  palette: Palette,
): void {
  const allowedColor = mixed(palette.background, palette.good, 0.16);
  const x = (seconds: number) => places.x(Math.min(range.to, Math.max(range.from, seconds)));
  rows.forEach(({ sessions }, row) => {
    const top = places.y(row + 0.14, 'jobs');
    const height = places.y(row + 0.86, 'jobs') - top;
    for (const { from, closes } of sessions) {
      if (closes === null) continue;
      pen.fillStyle = allowedColor;
      pen.fillRect(x(from), top, Math.max(0, x(closes) - x(from)), height);
    }
    for (const { from, to, closes, tone } of sessions) {
      pen.fillStyle = tone === 'neutral' ? palette.accent : palette[tone];
      pen.fillRect(x(from), top + height * 0.25, Math.max(1, x(to) - x(from)), height * 0.5);
      if (closes === null || closes > range.to || sessions.length > MOST_ENDS) continue;
      pen.fillStyle = palette.text;
      pen.fillRect(x(closes) - 1, top, 2, height);
    }
  });
}

type Curve = ChartDataset<'line', { x: number; y: number }[]>;

function curves(data: ReportData, timeline: Timeline, used: UsedOverTime, palette: Palette): Curve[] {
  const busiest = new Map<ResourceStage, { readonly row: number; readonly sum: number }>();
  used.resources.forEach((resource, row) => {
    const name = resourceName(resource);
    if (name.part === 'slots') return;
    const stage = stageOf(name);
    const { sum, peak } = useOf(used, row, timeline.steps);
    if (peak < LEAST_PEAK || sum <= (busiest.get(stage)?.sum ?? 0)) return;
    busiest.set(stage, { row, sum });
  });
  const labels = resourceLabels(used.resources, cutName);
  const lines = [...busiest]
    .sort(([, a], [, b]) => b.sum - a.sum)
    .map(([stage, { row }]): Curve => {
      const share = (step: number) => used.share[row * timeline.steps + step]! / FULL;
      const color = palette.stages[stage];
      return {
        ...steps(timeline, share),
        label: `${STAGE_NAMES[stage]}: ${labels[row]!}`,
        borderColor: color,
        backgroundColor: color,
        borderWidth: 1.75,
      };
    });
  const slots = slotShare(data, timeline, used);
  if (slots === undefined) return lines;
  const area = mixed(palette.background, palette.quiet, 0.22);
  return [
    ...lines,
    {
      ...steps(timeline, slots),
      label: 'Slots of all proxies',
      borderWidth: 0,
      borderColor: area,
      backgroundColor: area,
      fill: 'origin',
    },
  ];
}

/** A stepped curve: each mean holds for the whole of its step. */
function steps({ fromSeconds, stepSeconds, steps: count }: Timeline, share: (step: number) => number): Curve {
  const points = Array.from({ length: count }, (_, step) => ({
    x: fromSeconds + step * stepSeconds,
    y: share(step),
  }));
  const last = points.at(-1);
  if (last !== undefined) points.push({ x: last.x + stepSeconds, y: last.y });
  return { data: points, stepped: 'before', pointRadius: 0 };
}

function useOf({ share }: UsedOverTime, row: number, steps: number): { sum: number; peak: number } {
  const values = share.subarray(row * steps, (row + 1) * steps);
  const sum = values.reduce((total, value) => total + value, 0);
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  return { sum: sum / FULL, peak: peak / FULL };
}

/** Share of all proxies' slots in use, by step; undefined: none was used. */
function slotShare(
  { summary }: ReportData,
  { steps: count }: Timeline,
  { resources, share }: UsedOverTime,
): ((step: number) => number) | undefined {
  const all = Object.values(summary.proxies).reduce((sum, { slots }) => sum + slots, 0);
  const taken = new Float64Array(count);
  resources.forEach((resource, row) => {
    const { table, part, owner } = resourceName(resource);
    if (table !== 'proxies' || part !== 'slots') return;
    const slots = summary.proxies[owner]?.slots ?? 0;
    for (let step = 0; step < count; step++) taken[step]! += (share[row * count + step]! / FULL) * slots;
  });
  return taken.some((slots) => slots > 0) ? (step) => taken[step]! / all : undefined;
}
