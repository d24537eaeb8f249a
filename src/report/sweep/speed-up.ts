import { goingAlong } from '../../experiment/designs/axis.ts';
import {
  KNEE_SHARE,
  type SpeedUpCurve,
  type SpeedUpStep,
  windowOf,
} from '../../experiment/designs/speed-up.ts';
import { type Sweep, valueOn } from '../../experiment/sweep.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { cutPath } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { shortPath } from '../characters/short-path.ts';
import { formatChange } from '../comparison/values.ts';
import { widthOf } from '../text/line-width.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';

/** Most steps on a terminal; `sweep.json` has all. */
const SHOWN = 24;

const VERDICTS: Readonly<Record<SpeedUpStep['verdict'], string>> = {
  proportional: 'proportional',
  partly: 'partial',
  flat: 'no gain',
  longer: 'longer window',
  unclear: 'may be chance',
};

const columns = (window: WindowFigure): readonly TextColumn[] => [
  { head: 'step' },
  { head: 'more by', align: 'right' },
  { head: WINDOW_WORDS[window], align: 'right' },
  { head: 'change', align: 'right' },
  { head: 'speed-up', align: 'right' },
  { head: 'of ideal', align: 'right' },
  { head: '' },
];

/**
 * What each step along an axis gains, compared with the ideal (twice the resources, half the time), and where the
 * knee is.
 */
export function speedUpLines(sweep: Sweep, curve: SpeedUpCurve, paint: Paint): string[] {
  const { experiment, designs } = sweep;
  const text = (design: number) => printable(valueOn(experiment, designs[design]!, curve.axis).text);
  const rows = curve.steps
    .slice(0, SHOWN)
    .map(({ from, to, factor, speedUp, kept, change, verdict }) => [
      `${text(from)} to ${text(to)}`,
      factor === null ? '-' : `x${short(factor)}`,
      formatSeconds(windowOf(sweep, designs[to]!).mean),
      changeText(change.mean, windowOf(sweep, designs[to]!).mean),
      `x${short(speedUp)}`,
      keptText(kept),
      verdict === 'longer' ? paint.bad(VERDICTS[verdict]) : verdictWords(verdict, kept),
    ]);
  return [
    ...titleLines(sweep, curve, paint),
    ...textTable(columns(sweep.windowFigure), rows, paint),
    ...moreLine(curve.steps.length - SHOWN, { noun: 'more step', tail: ' in sweep.json' }),
    kneeLine(curve, text),
  ];
}

/** A flat step with a small gain (a shorter window) is not reported as no gain at all; a step from 0 has no ideal to be a part of. */
function verdictWords(verdict: SpeedUpStep['verdict'], kept: number | null): string {
  if (kept === null) return verdict === 'partly' ? 'shorter window' : VERDICTS[verdict];
  return verdict === 'flat' && kept > 0 && keptText(kept) !== '0%' ? 'hardly any gain' : VERDICTS[verdict];
}

/** Means have many digits: changes of windows of a minute or more are rounded to seconds. */
function changeText(seconds: number, window: number): string {
  return formatChange('window.seconds', window < 60 ? seconds : Math.round(seconds));
}

/** What stays fixed along the curve goes below the title if a terminal has no room beside it. */
function titleLines(
  { experiment, designs }: Sweep,
  { axis, designs: own }: SpeedUpCurve,
  paint: Paint,
): string[] {
  const most = paint.width.row;
  const { path } = experiment.axes[axis]!;
  const { point } = designs[own[0]!]!;
  const together = goingAlong(experiment.axes, axis).map((i) => experiment.axes[i]!.path);
  const others = point.overlays.filter((overlay) => !together.includes(overlay.path));
  const along = together.filter((other) => other !== path);
  const paths = experiment.axes.map((one) => one.path);
  const fixed = others.map((overlay) => `${shortPath(overlay.path, paths)}=${overlay.value}`);
  if (point.policy !== undefined) fixed.push(`policy ${point.policy}`);
  const title = (what: string) => `What more of ${what} brings`;
  const beside = fixed.length === 0 ? '' : ` (${fixed.join(', ')})`;
  const whole = title(printable(`${[path, ...along].join(' and ')}${beside}`));
  if (widthOf(whole) <= most) return [paint.heading(whole)];
  const inRoom = (text: string, around: string) => cutPath(text, most - widthOf(around));
  const alone = along.length === 0 ? '' : `, with ${along.length} more`;
  return [
    paint.heading(title(`${inRoom(path, title(alone))}${alone}`)),
    ...along.map((other) => `  with ${inRoom(other, '  with ')}`),
    ...fixed.map((other) => `  at ${inRoom(other, '  at ')}`),
  ];
}

function kneeLine({ knee, designs }: SpeedUpCurve, text: (design: number) => string): string {
  const share = formatShare(KNEE_SHARE);
  if (knee === designs.at(-1))
    return `  Knee: none up to ${text(knee)}; the last step still brings more than ${share}.`;
  return `  Knee: ${text(knee)}. No larger value makes the window more than ${share} shorter.`;
}

function keptText(kept: number | null): string {
  if (kept === null) return '-';
  const text = formatShare(kept);
  return text === '-0%' ? '0%' : text;
}

function short(value: number): string {
  return `${Number(value.toPrecision(3))}`;
}
