import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { formatSeconds } from '../../report/wording/metric-value.ts';
import { findWarmUp, type WarmUp } from '../../runs/experiments/warm-up.ts';
import type { RunOptions } from '../../runs/run.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { counted } from '../../units/counted.ts';
import type { Io } from '../io.ts';

/** The path that `--warm-up` sets. */
export const WARM_UP_PATH = 'clock.warmUp';

/** A run that shows how long the scenario takes to settle. */
export interface Pilot {
  /** Reported if there are several. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly options: RunOptions;
}

/** The result of `--warm-up auto`: a setting, and how it was found. */
export interface WarmUpSetting {
  readonly overlay: Overlay;
  readonly words: string;
}

/**
 * The setting for the warm-up that was found, or the reason why none was. The pilot that takes longest to settle
 * decides for all, because figures of different periods could not be compared. `of`: what the warm-up applies to, for
 * the message.
 */
export function warmUpSetting(pilots: readonly Pilot[], io: Io, of = ''): Result<WarmUpSetting> {
  const findings: Found[] = [];
  for (const { name, scenario, options } of pilots) {
    const found = io.interruptible(() => findWarmUp(scenario, options));
    if (!found.ok) return found;
    const owner = pilots.length > 1 ? ` of ${name}` : '';
    if (found.value.kind !== 'found') return refused(found.value, owner);
    findings.push({ ...found.value, job: `${found.value.job}${owner}` });
  }
  const { seconds, job, runs } = findings.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  const each = pilots.length > 1 ? ' of each' : '';
  const how = `by MSER-5 on the windows of all jobs in ${counted(runs, 'run')}${each}`;
  const words =
    seconds === 0
      ? `Warm-up: none, ${how}.`
      : `Warm-up: the first ${formatSeconds(seconds)}${of}, ${how}; ${job} takes longest to settle.`;
  return { ok: true, value: { overlay: { path: WARM_UP_PATH, value: `${seconds}s` }, words }, warnings: [] };
}

type Found = Extract<WarmUp, { kind: 'found' }>;

function refused(found: Exclude<WarmUp, Found>, owner: string): Result<never> {
  const job = `${found.job}${owner}`;
  const [message, hint] =
    found.kind === 'too-short'
      ? [
          `${job} has ${counted(found.sessions, 'session')}, and ${found.needed} are needed to tell a warm-up from the rest.`,
          `Lengthen clock.horizon, or say how much to leave out: --set ${WARM_UP_PATH}=2d.`,
        ]
      : [
          `the windows of ${job} do not settle in the first half of the run.`,
          'Lengthen clock.horizon, or look whether its work grows from night to night.',
        ];
  return { ok: false, diagnostics: [optionDiagnostic('--warm-up', message, hint)] };
}
