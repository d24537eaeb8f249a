import type { Diagnostic, Result } from '../diagnostics/diagnostic.ts';
import type { Overlay } from '../scenario/overlay.ts';
import { parseDuration } from '../units/parse-duration.ts';
import { parseDateTime } from '../units/parse-time.ts';
import { optionDiagnostic } from './problems.ts';
import { WARM_UP_PATH } from './warm-up-setting.ts';

/** What the command line changes in the scenarios that it runs. */
export interface Changes {
  readonly overlays: readonly Overlay[];
  readonly seed?: number | string;
  readonly policy?: string;
  /** As given: an instant needs the clock of the scenario. */
  readonly until?: string;
}

interface ChangeOptions {
  readonly seed?: string;
  readonly policy?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  /** Will be set by what is found. */
  readonly warmUp?: 'auto';
}

/** Reads the options; every one that cannot be read is reported. */
export function readChanges({ seed, policy, set = [], until, warmUp }: ChangeOptions): Result<Changes> {
  const diagnostics: Diagnostic[] = [];
  const overlays: Overlay[] = [];
  for (const text of set) {
    const at = text.indexOf('=');
    if (at > 0) overlays.push({ path: text.slice(0, at).trim(), value: text.slice(at + 1) });
    else {
      const hint = 'Write for example --set proxies.px1.maxConcurrentTasks=16.';
      diagnostics.push(optionDiagnostic('--set', `'${text}' is not PATH=VALUE.`, hint));
    }
  }
  if (warmUp !== undefined && overlays.some(({ path }) => path === WARM_UP_PATH))
    diagnostics.push(
      optionDiagnostic('--warm-up', `--set ${WARM_UP_PATH} says it already.`, 'Give one of the two.'),
    );
  if (seed?.trim() === '') diagnostics.push(optionDiagnostic('--seed', 'a seed is a number or a word.'));
  if (until !== undefined) diagnostics.push(...untilProblems(until));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const value: Changes = {
    overlays,
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(policy === undefined ? {} : { policy }),
    ...(until === undefined ? {} : { until }),
  };
  return { ok: true, value, warnings: [] };
}

/** Digits are the number that a scenario file would hold; anything else is a word. */
function readSeed(text: string): number | string {
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

const LOOKS_LIKE_DATE = /^\d{4}-/;

function untilProblems(text: string): Diagnostic[] {
  const read = LOOKS_LIKE_DATE.test(text) ? parseDateTime(text) : parseDuration(text);
  if (read.ok && (read.value > 0 || LOOKS_LIKE_DATE.test(text))) return [];
  if (read.ok) return [optionDiagnostic('--until', 'the run must be longer than nothing.')];
  return [optionDiagnostic('--until', read.problem.message, read.problem.hint)];
}

/** The cut in microseconds from the start of the scenario's clock; undefined where none was asked for. */
export function untilUs({ until }: Changes, clockStartUs: number): Result<number | undefined> {
  if (until === undefined) return { ok: true, value: undefined, warnings: [] };
  const read = LOOKS_LIKE_DATE.test(until) ? parseDateTime(until) : parseDuration(until);
  const problems = untilProblems(until);
  if (!read.ok || problems.length > 0) return { ok: false, diagnostics: problems };
  const value = LOOKS_LIKE_DATE.test(until) ? read.value - clockStartUs : read.value;
  if (value > 0) return { ok: true, value, warnings: [] };
  const message = `${until} is not after the start of the scenario's clock.`;
  return { ok: false, diagnostics: [optionDiagnostic('--until', message)] };
}
