import { groupedBy } from '../../collections/grouped-by.ts';
import { tickSeconds } from '../charts/clock-ticks.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { type Html, html, lines } from './html.ts';

/** A mean of several nights or runs. */
export interface ChartPoint {
  readonly x: number;
  /** Seconds; negative is late. */
  readonly y: number;
  /**
   * The extent of its stroke: the worst and the best night, or an interval of the mean. Both values equal `y` if none
   * is known.
   */
  readonly range: readonly [low: number, high: number];
  /** Plain: there is no limit to compare it with. */
  readonly tone: 'good' | 'bad' | 'plain';
  /** The tooltip. */
  readonly label: string;
  /** Text beside it, with a ring around the dot; empty: an ordinary point. */
  readonly mark: string;
}

interface PointChart {
  readonly title: string;
  readonly yName: string;
  readonly xName: string;
  readonly xText: (value: number) => string;
  readonly points: readonly ChartPoint[];
}

const WIDTH = 820;
const HEIGHT = 348;
const LEFT = 84;
const RIGHT = 24;
/** Room for the name of the axis, and below that for the label of the highest point. */
const TOP = 44;
const BOTTOM = 46;
const MOST_TICKS = 9;
/** Most distances between lines: on a phone letters are larger than here, and their labels must not touch. */
const MOST_LINES = 8;
const DOT_RADIUS = 4.5;
const RING_RADIUS = 9;
/** Gap between a label and the point below it. */
const MARK_GAP = 5;
/** Distance between points with equal x, and the largest width of such a group. */
const STEP = 14;
const WIDEST_GROUP = 120;

/**
 * A time over a count, with a line at zero: a dot for the mean, a stroke for the range. Plain SVG, so that it is
 * visible without the page's script.
 */
export function pointChart({ title, yName, xName, xText, points }: PointChart): Html {
  const xs = points.map(({ x }) => x);
  const x = scale([Math.min(...xs), Math.max(...xs)], [LEFT + 24, WIDTH - RIGHT - 24]);
  const places = sideBySide(points, x);
  const ys = points.flatMap(({ y, range }) => [y, ...range]);
  const [lowest, highest] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const step = tickSeconds(highest - lowest, MOST_LINES);
  // Extended to the next ticks, so that no point lies beyond the last line.
  const bounds = [Math.floor(lowest / step) * step, Math.ceil(highest / step) * step] as const;
  const y = scale(bounds, [HEIGHT - BOTTOM, TOP]);
  const rows = ticksOf(bounds, step).map((value) => {
    const text = value < 0 ? `-${roundedSeconds(-value)}` : roundedSeconds(value);
    return html`<line class="${value === 0 ? 'edge' : 'grid'}" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"/><text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${text}</text>`;
  });
  const columns = countTicks(xs).map(
    (value) =>
      html`<text x="${x(value)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${xText(value)}</text>`,
  );
  return html`<figure><figcaption><h3>${title}</h3></figcaption>
<svg class="points" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}. ${pointWords(points)}">
${rows}${columns}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${xName}</text><text x="4" y="8">${yName}</text>
${lines(points.map((point, i) => drawn(point, places[i]!, y)))}</svg></figure>`;
}

/**
 * A description for readers who cannot see the chart: the labelled points, or the highest and the lowest if none is
 * labelled.
 */
function pointWords(points: readonly ChartPoint[]): string {
  const marked = points.filter(({ mark }) => mark !== '').map(({ mark, label }) => `${mark}: ${label}`);
  if (marked.length > 0) return marked.join('; ');
  const byHeight = [...points].sort((a, b) => b.y - a.y);
  const [highest, lowest] = [byHeight[0], byHeight.at(-1)];
  return highest === undefined || lowest === undefined
    ? 'Nothing to show.'
    : `Highest, ${highest.label}; lowest, ${lowest.label}`;
}

/**
 * Horizontal positions: points with equal x lie side by side, so that none hides another, and clear of the next
 * value.
 */
function sideBySide(points: readonly ChartPoint[], x: Scale): number[] {
  const alike = groupedBy(points, (point) => point.x);
  const values = [...alike.keys()].sort((a, b) => a - b).map(x);
  const apart = values.slice(1).map((at, i) => at - values[i]!);
  const room = Math.min(WIDEST_GROUP, ...apart.map((gap) => gap * 0.7));
  return points.map((point) => {
    const own = alike.get(point.x)!;
    const step = Math.min(STEP, room / own.length);
    const place = x(point.x) + (own.indexOf(point) - (own.length - 1) / 2) * step;
    return Math.round(place * 10) / 10;
  });
}

function drawn({ y: mean, range, tone, label, mark }: ChartPoint, at: number, y: Scale): Html {
  const [low, high] = range;
  const markAt = Math.min(y(high), y(mean) - RING_RADIUS) - MARK_GAP;
  const ring = html`<circle class="ring" cx="${at}" cy="${y(mean)}" r="${RING_RADIUS}"/><text class="mark" x="${at}" y="${markAt}" text-anchor="middle">${mark}</text>`;
  return html`<g class="${tone}"><title>${label}</title><line class="range" x1="${at}" x2="${at}" y1="${y(low)}" y2="${y(high)}"/><circle class="dot" cx="${at}" cy="${y(mean)}" r="${DOT_RADIUS}"/>${mark === '' ? null : ring}</g>`;
}

type Scale = (value: number) => number;

/** Rounded to a tenth of an SVG unit; a range of length zero is mapped to the middle. */
function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  if (to === from) return () => (start + end) / 2;
  return (value) => Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10;
}

function ticksOf([from, to]: readonly [number, number], step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** Every value if there are few, else round numbers: 1, 2 or 5 times a power of ten apart. */
function countTicks(values: readonly number[]): number[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length <= MOST_TICKS) return distinct;
  const [from, to] = [distinct[0]!, distinct.at(-1)!];
  const steps = [1, 2, 5];
  let step = 1;
  for (let i = 0, power = 1; (to - from) / step > MOST_TICKS; i++) {
    if (i % steps.length === 0 && i > 0) power *= 10;
    step = steps[i % steps.length]! * power;
  }
  return ticksOf([from, to], step);
}
