import type { Plugin } from 'chart.js';
import type { TimeRange } from '../../metrics/time-range.ts';
import { counted } from '../../units/counted.ts';
import { faultMarks, faultsWithin, MOST_MARKS, markText } from '../data/fault-marks.ts';
import type { ReportData } from '../data/report-data.ts';
import { type Palette, TEXT_SIZE } from '../theme.ts';
import { wallClock } from '../wording/clock.ts';
import { type Pen, type Places, placesOf, textFont } from './picture.ts';

/** Longest text of a mark, in characters. */
const LABEL_LENGTH = 48;
/** Gap between two texts, pixels. */
const LABEL_GAP = 12;
const LABEL_SIZE = TEXT_SIZE.tick - 1;
/** Texts that would overlap go to the next line above. */
const LABEL_LINES = 2;
const LINE_HEIGHT = LABEL_SIZE + 3;
/** Height of the bar of down times, and its distance from the chart below it, pixels. */
const BAR = 4;
const BAR_GAP = 2;
const MARKS_HEIGHT = LABEL_LINES * LINE_HEIGHT + BAR + 2 * BAR_GAP;

/** The room that marks need above a chart, pixels: none where no fault affects the part of the run that is shown. */
export function marksAbove({ summary }: ReportData, range: TimeRange): number {
  return faultsWithin(summary.faults, range).length > 0 ? MARKS_HEIGHT : 0;
}

/**
 * Marks of faults over a chart with an axis of time: above it a bar wherever something is down, with the time and the
 * name of each fault as far as there is room, and a line down through the chart where a fault begins.
 */
export function faultLines(
  { summary, clockStartUs }: ReportData,
  range: TimeRange,
  palette: Palette,
): Plugin {
  const clock = wallClock(clockStartUs);
  const faults = faultsWithin(summary.faults, range);
  const marks = faultMarks(faults, range);
  const texts =
    marks.length > MOST_MARKS
      ? [{ at: range.from, text: counted(faults.length, 'fault') }]
      : marks.map((mark) => ({ at: mark.at, text: markText(mark, clock, LABEL_LENGTH) }));
  return {
    id: 'faults',
    // Over the curves: a fault is what explains them.
    afterDatasetsDraw: (chart) => {
      const pen: Pen = chart.ctx;
      const places = placesOf(chart);
      pen.save();
      pen.fillStyle = palette.bad;
      for (const { startSeconds, endSeconds } of faults) {
        const left = places.x(Math.max(range.from, startSeconds));
        const to = Math.min(range.to, endSeconds ?? range.to);
        pen.fillRect(left, places.top - BAR_GAP - BAR, Math.max(1, places.x(to) - left), BAR);
      }
      if (marks.length <= MOST_MARKS)
        for (const { at } of marks)
          pen.fillRect(Math.round(places.x(at)), places.top, 1, places.bottom - places.top);
      drawTexts(pen, places, texts);
      pen.restore();
    },
  };
}

/** Each text on the lowest line that has room for it; one without room is left out. */
function drawTexts(
  pen: Pen,
  { x, left, right, top }: Places,
  texts: readonly { readonly at: number; readonly text: string }[],
): void {
  pen.font = textFont(LABEL_SIZE);
  pen.textAlign = 'left';
  pen.textBaseline = 'bottom';
  const free = Array.from({ length: LABEL_LINES }, () => left);
  for (const { at, text } of texts) {
    const { width } = pen.measureText(text);
    const begin = Math.min(x(at), right - width);
    const line = free.findIndex((from) => from <= begin);
    if (line < 0) continue;
    pen.fillText(text, begin, top - 2 * BAR_GAP - BAR - line * LINE_HEIGHT);
    free[line] = begin + width + LABEL_GAP;
  }
}
