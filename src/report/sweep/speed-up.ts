import { KNEE_SHARE, type SpeedUpStep } from '../../experiment/designs/speed-up.ts';
import { capitalised } from '../../units/capitalised.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { cutPath } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { formatChange } from '../comparison/values.ts';
import { widthOf } from '../text/line-width.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { curveWords, fixedAlong, KNEE_WORDS, pathsAlong } from './curve-words.ts';
import type { SweepCurve, SweepData } from './sweep-data.ts';
import { windowWordsOf } from './words.ts';

/** Most steps on a terminal; `sweep.json` has all. */
const SHOWN = 24;

const VERDICTS: Readonly<Record<SpeedUpStep['verdict'], string>> = {
  proportional: 'proportional',
  partly: 'partial',
  flat: 'no gain',
  longer: 'longer window',
  unclear: 'may be chance',
};

const columns = (window: string): readonly TextColumn[] => [
  { head: 'step' },
  { head: 'more by', align: 'right' },
  { head: window, align: 'right' },
  { head: 'change', align: 'right' },
  { head: 'speed-up', align: 'right' },
  { head: 'of ideal', align: 'right' },
  { head: '' },
];

/**
 * What each step along an axis gains, compared with the ideal (twice the resources, half the time), and where the
 * knee is.
 */
export function speedUpLines(sweep: SweepData, curve: SweepCurve, paint: Paint): string[] {
  const { steps: values } = curveWords(sweep, curve);
  const rows = curve.steps.slice(0, SHOWN).map(({ factor, speedUp, kept, change, verdict }, i) => {
    const [from, to] = [values[i]!, values[i + 1]!];
    return [
      printable(`${from.size} to ${to.size}`),
      factor === null ? '-' : `x${short(factor)}`,
      to.window,
      changeText(change.mean, curve.windowSeconds[i + 1]!),
      `x${short(speedUp)}`,
      keptText(kept),
      verdict === 'longer' ? paint.bad(VERDICTS[verdict]) : verdictWords(verdict, kept),
    ];
  });
  return [
    ...titleLines(sweep, curve, paint),
    ...textTable(columns(windowWordsOf(sweep)), rows, paint),
    ...moreLine(curve.steps.length - SHOWN, { noun: 'more step', tail: ' in sweep.json' }),
    kneeLine(sweep, curve),
  ];
}

/**
 * A flat step with a small gain (a shorter window) is not reported as no gain at all; a step from 0 has no ideal to be
 * a part of.
 */
function verdictWords(verdict: SpeedUpStep['verdict'], kept: number | null): string {
  if (kept === null) return verdict === 'partly' ? 'shorter window' : VERDICTS[verdict];
  return verdict === 'flat' && kept > 0 && keptText(kept) !== '0%' ? 'hardly any gain' : VERDICTS[verdict];
}

/** Means have many digits: changes of windows of a minute or more are rounded to seconds. */
function changeText(seconds: number, window: number): string {
  return formatChange('window.seconds', window < 60 ? seconds : Math.round(seconds));
}

/** What stays fixed along the curve goes below the title if a terminal has no room beside it. */
function titleLines(sweep: SweepData, curve: SweepCurve, paint: Paint): string[] {
  const most = paint.width.row;
  const [path = '', ...along] = pathsAlong(sweep, curve);
  const fixed = fixedAlong(sweep, curve);
  const title = (what: string) => `Gain from more ${what}`;
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

function kneeLine(sweep: SweepData, curve: SweepCurve): string {
  const knee = printable(curveWords(sweep, curve).knee);
  return curve.knee === curve.designs.at(-1)
    ? `  Knee: ${knee}; the last step still brings more than ${formatShare(KNEE_SHARE)}.`
    : `  Knee: ${knee}. ${capitalised(KNEE_WORDS)}.`;
}

function keptText(kept: number | null): string {
  if (kept === null) return '-';
  const text = formatShare(kept);
  return text === '-0%' ? '0%' : text;
}

function short(value: number): string {
  return `${Number(value.toPrecision(3))}`;
}
