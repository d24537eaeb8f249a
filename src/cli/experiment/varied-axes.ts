import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Axis, SEED_PATH } from '../../experiment/designs/axis.ts';
import { readAxes } from '../../experiment/designs/axis-spec.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { shown } from '../../units/quantity-problem.ts';
import { WARM_UP_PATH } from '../runs/warm-up-setting.ts';

/** Options that fix a value in all designs, so that varying it would change nothing. */
export interface FixingOptions {
  /** From `--set`. */
  readonly overlays: readonly Overlay[];
  readonly seed: string | undefined;
  readonly policy: string | undefined;
  readonly warmUp?: 'auto' | undefined;
}

/** Parses every `--vary`; reports those that are invalid, and those of a value that another option fixes. */
export function variedAxes(
  vary: readonly string[],
  fixing: FixingOptions,
  diagnostics: Diagnostic[],
): readonly Axis[] {
  const axes = vary.flatMap((text): readonly Axis[] => {
    const read = readAxes(text);
    if (read.ok) return read.value;
    diagnostics.push(...read.diagnostics);
    return [];
  });
  for (const { path } of axes) {
    const by = fixingOption(path, fixing);
    if (by === undefined) continue;
    const message = `${shown(path)} is fixed by ${by}, too.`;
    diagnostics.push(optionDiagnostic('--vary', message, 'Give one of the two.'));
  }
  return axes;
}

function fixingOption(path: string, { overlays, seed, policy, warmUp }: FixingOptions): string | undefined {
  if (overlays.some((overlay) => overlay.path === path)) return '--set';
  if (seed !== undefined && path === SEED_PATH) return '--seed';
  if (policy !== undefined && isOfPolicy(path)) return '--policy';
  return warmUp !== undefined && path === WARM_UP_PATH ? '--warm-up' : undefined;
}

/** The limit of attached disks stands beside the policy in the scenario, and holds under any other, too. */
function isOfPolicy(path: string): boolean {
  return /^policy(?:\.|$)/.test(path) && path !== 'policy.hotaddMaxDisks';
}
