import { boundOfTrace } from '../helpers/bound-of-trace.ts';
import { night, type Sections } from '../helpers/night.ts';
import { run, runText, scenarioOf } from '../helpers/run-scenario-text.ts';

/** Of a night's summary, to the microsecond and six digits. */
export function boundOf(sections: Sections) {
  const { summary } = runText(night(sections));
  const { seconds, by, gap } = summary.bound!;
  return { seconds: Math.round(seconds * 1e6) / 1e6, by, gap: Math.round(gap * 1e6) / 1e6 };
}

/** Whatever the window: that of a summary is never above it. */
export function trueBoundOf(sections: Sections): { readonly seconds: number; readonly by: string } {
  const scenario = scenarioOf(night(sections));
  return boundOfTrace(scenario, run(scenario).trace).bound!;
}
