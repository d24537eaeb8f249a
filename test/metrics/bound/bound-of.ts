import { boundOfTrace } from '../../helpers/bound-of-trace.ts';
import { night, type Sections } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/**
 * Bound and gap of a night, rounded to the microsecond and to six digits. The bound is computed from the trace, because the summary
 * caps it at the window and would hide a wrong one.
 */
export function boundOf(sections: Sections) {
  const scenario = scenarioOf(night(sections));
  const { trace, summary } = run(scenario);
  const { seconds, by } = boundOfTrace(scenario, trace).bound!;
  return { seconds: Math.round(seconds * 1e6) / 1e6, by, gap: Math.round(summary.bound!.gap * 1e6) / 1e6 };
}

/** The bound computed from the trace, neither rounded nor capped at the window. */
export function trueBoundOf(sections: Sections): { readonly seconds: number; readonly by: string } {
  const scenario = scenarioOf(night(sections));
  return boundOfTrace(scenario, run(scenario).trace).bound!;
}
