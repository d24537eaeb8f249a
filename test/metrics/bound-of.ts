import { boundOfTrace } from '../helpers/bound-of-trace.ts';
import { night, type Sections } from '../helpers/night.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';

/**
 * Bound and gap of a night's summary, to the microsecond and six digits. The bound as it is found: the summary cuts one that is
 * above the window, and no such bound is true.
 */
export function boundOf(sections: Sections) {
  const scenario = scenarioOf(night(sections));
  const { trace, summary } = run(scenario);
  const { seconds, by } = boundOfTrace(scenario, trace).bound!;
  return { seconds: Math.round(seconds * 1e6) / 1e6, by, gap: Math.round(summary.bound!.gap * 1e6) / 1e6 };
}

/** Whatever the window: that of a summary is never above it. */
export function trueBoundOf(sections: Sections): { readonly seconds: number; readonly by: string } {
  const scenario = scenarioOf(night(sections));
  return boundOfTrace(scenario, run(scenario).trace).bound!;
}
