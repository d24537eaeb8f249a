import { curvesToShow } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { endOfGrid } from '../data/time-grid.ts';
import { hasOwnOpenVms, type Timeline, waitingByCause } from '../data/timeline.ts';
import { mixed, type Palette } from '../theme.ts';
import { countAxis } from './axes.ts';
import { faultLines, marksAbove } from './fault-lines.ts';
import {
  drawing,
  legendEntry,
  NOTHING_READY,
  type Pen,
  type PictureConfig,
  type Places,
  pictureOptions,
  shownTitle,
  wordsInstead,
} from './picture.ts';
import { timeAxis } from './time-axis.ts';

const TITLE = 'Waiting tasks by cause, running tasks and open VMs';

/** Waiting tasks by cause, stacked; running tasks as a line, and open VMs as another where it differs. */
export function waitsChart(data: ReportData, palette: Palette): PictureConfig {
  const curves = curvesToShow(data);
  if (curves === null) {
    return wordsInstead(palette, data, { title: TITLE, words: NOTHING_READY });
  }
  const { timeline } = curves;
  const { fromSeconds, stepSeconds } = timeline;
  const range = { from: fromSeconds, to: endOfGrid(timeline) };
  const layers = layersOf(timeline, palette);
  const hasVms = hasOwnOpenVms(timeline);
  const top = layers.at(-1)?.top;
  const line = (label: string, values: Float64Array) => ({
    label,
    data: Array.from({ length: timeline.steps + 1 }, (_, step) => ({
      x: fromSeconds + step * stepSeconds,
      y: values[Math.min(step, timeline.steps - 1)]!,
    })),
    borderColor: palette.text,
    backgroundColor: palette.text,
    borderWidth: 1.5,
    pointRadius: 0,
    stepped: 'before' as const,
  });
  return {
    type: 'line',
    data: {
      datasets: [
        line(layers.length === 0 ? 'running (no task waited)' : 'running', timeline.running),
        ...(timeline.interrupted.some((tasks) => tasks > 0)
          ? [
              {
                ...line('of these, connection lost', timeline.interrupted),
                backgroundColor: palette.background,
                borderColor: palette.bad,
                borderDash: [5, 3],
              },
            ]
          : []),
        ...(hasVms
          ? [
              {
                ...line('open VMs', timeline.openVms),
                backgroundColor: palette.background,
                borderDash: [2, 3],
              },
            ]
          : []),
        ...layers.map(({ cause, color }) => legendEntry(cause, color)),
      ],
    },
    options: {
      ...pictureOptions(palette, data, {
        title: shownTitle(TITLE, data, curves),
        above: marksAbove(data, range),
      }),
      parsing: false,
      scales: {
        x: timeAxis(palette, range, data.clockStartUs),
        y: {
          ...countAxis(palette, hasVms ? 'tasks, VMs' : 'tasks'),
          suggestedMax: Math.max(1, ...(top ?? [])),
        },
      },
    },
    plugins: [
      drawing((pen, places) => drawLayers(pen, places, layers, timeline)),
      faultLines(data, range, palette),
    ],
  };
}

interface Layer {
  readonly cause: string;
  readonly color: string;
  /** By step: the number of tasks that wait for this and for the layers below it. */
  readonly bottom: Float64Array;
  readonly top: Float64Array;
}

/** The causes that occur at all, the most frequent at the bottom. */
function layersOf(timeline: Timeline, palette: Palette): Layer[] {
  let bottom = new Float64Array(timeline.steps);
  return waitingByCause(timeline).map(({ cause, values }) => {
    const layer = {
      cause,
      color: mixed(palette.background, palette.causes[cause], 0.8),
      bottom,
      top: bottom.map((below, step) => below + values[step]!),
    };
    bottom = layer.top;
    return layer;
  });
}

/** Chart.js fills areas between lines, but cannot keep the line of the running tasks out of the stack. */
function drawLayers(
  pen: Pen,
  places: Places,
  layers: readonly Layer[],
  { fromSeconds, stepSeconds }: Timeline,
): void {
  for (const { color, bottom, top } of layers) {
    pen.fillStyle = color;
    top.forEach((tasks, step) => {
      if (tasks <= bottom[step]!) return;
      // Whole pixels: steps 2.5 pixels wide would leave seams.
      const left = Math.round(places.x(fromSeconds + step * stepSeconds));
      const right = Math.round(places.x(fromSeconds + (step + 1) * stepSeconds));
      const upper = places.y(tasks);
      pen.fillRect(left, upper, right - left, places.y(bottom[step]!) - upper);
    });
  }
}
