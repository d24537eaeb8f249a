import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { type Decimal, parseDecimal } from '../../units/decimal.ts';
import { shown } from '../../units/quantity-problem.ts';
import { sizeOf } from '../../units/size-of.ts';
import type { Axis, AxisValue } from './axis.ts';

/** Most values of one axis: more must be a mistake, and is refused before anything is made. */
const MOST_VALUES = 10_000;

const EXAMPLE = 'Write for example --vary proxies.px1.maxConcurrentTasks=2..16:2 or =4,8,16.';

/** `FROM..TO`, then `:STEP` or `:xFACTOR`, then a unit; numbers are plain decimals. */
const RANGE = /^\s*([\d.]+?)\s*\.\.\s*([\d.]+?)\s*(?::\s*(x?)\s*([\d.]+))?([^\d.:,]*)$/;

/**
 * Parses one `--vary`: an axis, or several separated by `;` that vary together (the first values together, then the
 * second ones, …).
 */
export function readAxes(text: string): Result<readonly Axis[]> {
  const read = splitAt(';', text).map(readAxis);
  const diagnostics = read.flatMap((one) => (one.ok ? [] : one.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const [first, ...others] = read.flatMap((one) => (one.ok ? [one.value] : []));
  return {
    ok: true,
    value: [first!, ...others.map((axis) => ({ ...axis, along: first!.path }))],
    warnings: [],
  };
}

/** Parses `PATH=SPEC`: a range with a step (`2..16:2`, `400..1200:200 MB/s`, `1..32:x2`) or a list (`4,8,16`). */
export function readAxis(text: string): Result<Axis> {
  const at = text.indexOf('=');
  const path = text.slice(0, Math.max(0, at)).trim();
  const spec = text.slice(at + 1).trim();
  if (path === '') return refused(`${shown(text)} is not PATH=VALUES.`, EXAMPLE);
  if (spec === '') return refused(`${shown(path)} has no values.`, EXAMPLE);
  const range = RANGE.exec(spec);
  if (range !== null) return rangeAxis(path, spec, range);
  if (/^[\d.]+\s*[^,[{]*\.\.\s*[\d.]/.test(spec) && !spec.includes(','))
    return refused(`${shown(spec)} is not a range.`, 'Write the unit once, at the end: 400..1200:200 MB/s.');
  return listAxis(path, spec);
}

function rangeAxis(path: string, spec: string, match: RegExpExecArray): Result<Axis> {
  const [, fromText = '', toText = '', by, stepText, unitText = ''] = match;
  const unit = unitText.trimEnd();
  const numbers = [fromText, toText, stepText ?? '1'].map(parseDecimal);
  const [from, to, step] = numbers;
  if (from === undefined || to === undefined || step === undefined)
    return refused(`${shown(spec)} is not a range of numbers.`, EXAMPLE);
  const isWhole = from.scale === 0 && to.scale === 0;
  if (stepText === undefined && (!isWhole || unit !== ''))
    return refused(
      `${shown(spec)} has no step.`,
      `Write for example ${fromText}..${toText}:STEP${unit === '' ? '' : ` ${unit.trim()}`}.`,
    );
  const factor = by === 'x';
  const scale = Math.max(from.scale, to.scale, factor ? 0 : step.scale);
  const bounds = { from: scaled(from, scale), to: scaled(to, scale) };
  if (bounds.from > bounds.to)
    return refused(`${shown(spec)} is empty: it goes downwards.`, `Write ${toText}..${fromText}.`);
  if (factor && (step.scale > 0 || step.digits < 2n || bounds.from === 0n))
    return refused(
      `${shown(spec)} does not grow.`,
      'A factor is a whole number from 2 on, and 0 cannot be multiplied.',
    );
  if (!factor && step.digits === 0n)
    return refused(`${shown(spec)} has a step of 0.`, 'A step is a number above 0.');
  const next = factor
    ? (value: bigint) => value * step.digits
    : (value: bigint) => value + scaled(step, scale);
  const values: AxisValue[] = [];
  for (let value = bounds.from; value <= bounds.to; value = next(value)) {
    if (values.length >= MOST_VALUES) return tooMany(spec);
    values.push(axisValue(`${decimalText(value, scale)}${unit}`));
  }
  return { ok: true, value: { path, values }, warnings: [] };
}

function listAxis(path: string, spec: string): Result<Axis> {
  const texts = splitAt(',', spec).map((text) => text.trim());
  if (texts.length > MOST_VALUES) return tooMany(spec);
  if (texts.includes(''))
    return refused(`${shown(spec)} has an empty value.`, 'Write a value between two commas.');
  const values = texts.map(axisValue);
  const firsts = new Map<number | string, string>();
  for (const { text, size } of values) {
    const first = firsts.get(size ?? text);
    if (first !== undefined)
      return refused(
        first === text
          ? `${shown(path)} takes ${shown(text)} twice.`
          : `${shown(path)} takes ${shown(first)} and ${shown(text)}, which are the same.`,
        'List each value of an axis once.',
      );
    firsts.set(size ?? text, text);
  }
  return { ok: true, value: { path, values }, warnings: [] };
}

/** Separators inside quotes, brackets and braces belong to a value: `[fc, iscsi],[fc]` are two values. */
function splitAt(separator: string, spec: string): string[] {
  const pieces = [''];
  let depth = 0;
  let quote = '';
  for (const character of spec) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('[{'.includes(character)) depth++;
    else if (']}'.includes(character)) depth--;
    if (character === separator && depth === 0 && quote === '') pieces.push('');
    else pieces[pieces.length - 1] += character;
  }
  return pieces;
}

function axisValue(text: string): AxisValue {
  return { text, size: sizeOf(text) };
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * BigInt(`1${'0'.repeat(to - scale)}`);
}

function decimalText(value: bigint, scale: number): string {
  if (scale === 0) return `${value}`;
  const digits = `${value}`.padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return text.replace(/\.?0+$/, '');
}

function tooMany(spec: string): Result<never> {
  return refused(`${shown(spec)} has more than ${MOST_VALUES} values.`, 'Take a larger step.');
}

function refused(message: string, hint: string): Result<never> {
  return { ok: false, diagnostics: [optionDiagnostic('--vary', message, hint)] };
}
