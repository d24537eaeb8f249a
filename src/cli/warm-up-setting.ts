import type { Result } from '../diagnostics/diagnostic.ts';
import { counted } from '../report/counted.ts';
import { formatSeconds } from '../report/metric-value.ts';
import type { WarmUp } from '../runs/experiments/warm-up.ts';
import type { Overlay } from '../scenario/overlay.ts';
import { optionDiagnostic } from './problems.ts';

/** What `--warm-up auto` comes to: a setting, and how it was found. */
export interface WarmUpSetting {
  readonly overlay: Overlay;
  readonly words: string;
}

/** The setting that leaves out what was found; where nothing can be found, why. */
export function warmUpSetting(found: WarmUp): Result<WarmUpSetting> {
  if (found.kind === 'too-short') {
    const message = `${found.job} has ${counted(found.sessions, 'session')}, and ${found.needed} are needed to tell a head from the rest.`;
    return refused(message, 'Lengthen clock.horizon, or say how much to leave out: --set clock.warmUp=2d.');
  }
  if (found.kind === 'unsettled') {
    const message = `the windows of ${found.job} do not settle in the first half of the run.`;
    return refused(message, 'Lengthen clock.horizon, or look whether its work grows from night to night.');
  }
  const { seconds, job, runs } = found;
  const how = `by MSER-5 on the windows of all jobs in ${counted(runs, 'run')}`;
  const words =
    seconds === 0
      ? `Warm-up: none, ${how}.`
      : `Warm-up: the first ${formatSeconds(seconds)}, ${how}; ${job} takes longest to settle.`;
  return {
    ok: true,
    value: { overlay: { path: 'clock.warmUp', value: `${seconds}s` }, words },
    warnings: [],
  };
}

function refused(message: string, hint: string): Result<never> {
  return { ok: false, diagnostics: [optionDiagnostic('--warm-up', message, hint)] };
}
