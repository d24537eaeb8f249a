import { quantile } from '../../metrics/quantile.ts';
import { counted } from '../../units/counted.ts';
import { cutNames } from '../characters/cut-name.ts';
import { mixed, type Palette, TEXT_SIZE } from '../theme.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { rowAxis, tickText } from './axes.ts';
import { tickSeconds } from './clock-ticks.ts';
import {
  drawing,
  legendEntry,
  type Pen,
  type PictureConfig,
  type PictureOf,
  type Places,
  pictureOptions,
  textFont,
  wordsInstead,
} from './picture.ts';
import { MOST_TICKS } from './time-axis.ts';

const TITLE = 'Backup windows';
const MEASURED =
  'All jobs: first task start to last task end. A job with an allowed window: its start to the end of its session.';
/** With more rows than this, only the first are shown. */
const ROWS_SHOWN = 14;
/** The picture has room for at least this many rows. */
const LEAST_ROWS = 5;
/** Longest name, in characters. */
const NAME_LENGTH = 30;

/** The length of one window in each replication. */
export interface WindowSpread {
  readonly name: string;
  /** Seconds, one value for each replication that has this window; in any order. */
  readonly seconds: readonly number[];
  /** Null: no limit. */
  readonly allowedSeconds: number | null;
}

/** The spread of each window shown, for readers who cannot see the boxes. */
export function replicationsWords(windows: readonly WindowSpread[]): string {
  const rows = shownWindows(windows).map(({ name, seconds }) => {
    const [least, middle, most] = [0, 0.5, 1].map((share) => formatSeconds(quantile(seconds, share)));
    return `${name}: median ${middle}, ${least} to ${most}.`;
  });
  return rows.length === 0 ? 'Nothing ran.' : rows.join(' ');
}

function shownWindows(windows: readonly WindowSpread[]): WindowSpread[] {
  return windows.filter(({ seconds }) => seconds.length > 0).slice(0, ROWS_SHOWN);
}

/** A box plot per window: the box holds the middle half of the runs, the whiskers reach to the extremes. */
export function replicationsChart(
  of: PictureOf,
  windows: readonly WindowSpread[],
  palette: Palette,
): PictureConfig {
  const shown = shownWindows(windows);
  const names = cutNames(
    shown.map(({ name }) => name),
    NAME_LENGTH,
  );
  if (shown.length === 0)
    return wordsInstead(palette, of, { title: TITLE, words: 'Nothing ran: no task ever started.' });
  const runs = shown.reduce((most, { seconds }) => Math.max(most, seconds.length), 0);
  const anyAllowed = shown.some(({ allowedSeconds }) => allowedSeconds !== null);
  const longest = shown.reduce((most, { seconds, allowedSeconds }) => {
    const top = quantile(seconds, 1);
    // A limit far beyond all runs would squeeze the boxes together. The row says in words how much is to spare.
    return Math.max(most, top, allowedSeconds !== null && allowedSeconds < top * 2 ? allowedSeconds : 0);
  }, 0);
  const step = tickSeconds(longest, MOST_TICKS);
  const inside = mixed(palette.background, palette.accent, 0.35);
  return {
    type: 'line',
    data: {
      datasets: [
        legendEntry('half of the runs, and the median', inside, palette.accent),
        legendEntry('shortest and longest', palette.accent),
        legendEntry('allowed window', palette.text),
      ],
    },
    options: {
      ...pictureOptions(palette, of, {
        title: `${TITLE} of ${counted(runs, 'replication')}`,
        ...(anyAllowed ? { subtitle: MEASURED } : {}),
      }),
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: Math.max(1, Math.ceil((longest * 1.02) / step)) * step,
          grid: { color: palette.line },
          border: { color: palette.quiet },
          ticks: {
            ...tickText(palette),
            maxRotation: 0,
            stepSize: step,
            callback: (seconds) => formatSeconds(Number(seconds)),
          },
        },
        y: rowAxis(
          palette,
          shown.length,
          names.map((label, row) => ({ at: row + 0.5, label })),
          Math.max(0, LEAST_ROWS - shown.length),
        ),
      },
    },
    plugins: [
      drawing((pen, places) => {
        for (const [row, spread] of shown.entries())
          drawBox(pen, places, spread, row, { palette, inside, longest });
      }),
    ],
  };
}

interface BoxLook {
  readonly palette: Palette;
  readonly inside: string;
  /** Upper end of the axis, seconds. */
  readonly longest: number;
}

function drawBox(
  pen: Pen,
  places: Places,
  { seconds, allowedSeconds }: WindowSpread,
  row: number,
  { palette, inside, longest }: BoxLook,
): void {
  const [least, low, middle, high, most] = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    places.x(quantile(seconds, share)),
  );
  const y = Math.round(places.y(row + 0.5));
  const half = Math.round(Math.min(14, (places.y(row + 1) - places.y(row)) * 0.3));
  const bar = (color: string, left: number, top: number, width: number, height: number) => {
    pen.fillStyle = color;
    pen.fillRect(left, top, width, height);
  };
  bar(palette.accent, least!, y - 1, most! - least!, 2);
  bar(palette.accent, least! - 1, y - half / 2, 2, half);
  bar(palette.accent, most! - 1, y - half / 2, 2, half);
  bar(palette.accent, low! - 1, y - half - 1, high! - low! + 2, 2 * half + 2);
  bar(inside, low!, y - half, Math.max(0, high! - low!), 2 * half);
  bar(palette.accent, middle! - 1, y - half, 3, 2 * half);
  if (allowedSeconds === null) return;
  if (allowedSeconds <= longest)
    bar(palette.text, places.x(allowedSeconds) - 1, y - half - 6, 2, 2 * half + 12);
  else {
    pen.fillStyle = palette.quiet;
    pen.font = textFont(TEXT_SIZE.tick - 1);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillText(`allowed: ${formatSeconds(allowedSeconds)}`, places.right - 4, y - half - 8);
  }
}
