import type { AtInstant } from '../../explain/at-instant.ts';
import { clockOf } from '../../explain/clock.ts';
import { nameOf, placeText } from '../../explain/names.ts';
import type { Chronicle, ToldTask } from '../../explain/state/chronicle.ts';
import { formatDateTime } from '../../units/format-quantity.ts';
import { durationText } from '../wording/duration-text.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import { candidateLines, rateLine } from './task-life.ts';
import { aligned, attemptText, few, inWidth, UNDER } from './wording.ts';

/** Several attempts at one disk, one line each. */
export function taskListText(chronicle: Chronicle, tasks: readonly ToldTask[], columns: number): string {
  const clock = clockOf(chronicle);
  const rows = tasks.map((task) => {
    const { job, session, attempt } = nameOf(chronicle, task);
    const { started, readyUs, startUs, endUs, result } = task;
    const waited = (startUs >= 0 ? startUs : endUs) - readyUs;
    return [
      `${job} #${session}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
      clock(readyUs),
      durationText(Math.max(0, waited)),
      started === undefined ? '-' : placeText(chronicle.model, started),
      endUs >= 0 ? clock(endUs) : '-',
      result,
    ];
  });
  return inWidth(
    aligned([['session', 'ready', 'waited', 'place', 'end', 'result'], ...rows], { names: [0, 3], columns }),
    columns,
  );
}

/** For an instant after the end of the run: when that end is. Empty for any other instant. */
export function beyondText({ model, endUs }: Chronicle, atUs: number): string {
  if (atUs <= endUs) return '';
  const { startUs } = model.scenario.clock;
  const [at, end] = [atUs, endUs].map((us) => formatDateTime(startUs + us).replace('T', ' '));
  return `${at} is after the end of the run: ${end}, ${durationText(endUs)} after its start.\n`;
}

/** What a task is doing at an instant, and why. */
export function atInstantText(chronicle: Chronicle, told: AtInstant, columns: number): string {
  const clock = clockOf(chronicle);
  const { name, atUs, state, sinceUs, place, result, waiting, interruptedBy, rate } = told;
  // An end is an instant; every other state lasts.
  const since = sinceUs === null ? '' : `${state === 'ended' ? '' : ' since'} ${clock(sinceUs)}`;
  const where = place === null ? '' : ` at ${place}`;
  const how = result === null ? '' : ` (${result})`;
  // After the end a weekday would be ambiguous.
  const shown = clock(Math.min(atUs, chronicle.endUs));
  const lines = [`${shown}  ${attemptText(name)}: ${state}${since}${where}${how}`];
  if (interruptedBy.length > 0) lines.push(`because ${few(interruptedBy)}`);
  const unsaid = new UnsaidOnce();
  if (rate !== null) lines.push(rateLine(rate), ...unsaid.lines(rate.byDefault));
  if (waiting !== null) {
    const at = waiting.place === null ? '' : ` at ${waiting.place}`;
    lines.push(`for ${waiting.cause}${at}${waiting.what === null ? '' : ` (${waiting.what})`}`);
    if (waiting.holders.length > 0) lines.push(`held by ${few(waiting.holders)}`);
    if (waiting.down.length > 0) lines.push(`down: ${few(waiting.down)}`);
    lines.push(...unsaid.lines(waiting.byDefault));
    lines.push(...candidateLines(waiting.candidates, columns));
    if (waiting.before.length > 0) lines.push(`before it in the queue: ${few(waiting.before)}`);
  }
  return inWidth([lines[0]!, ...lines.slice(1).map((line) => `${UNDER}${line}`)], columns);
}
