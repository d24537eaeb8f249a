import { night, type Sections } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** Of a night's summary, to the microsecond and six digits. */
export function boundOf(sections: Sections) {
  const { summary } = runText(night(sections));
  const { seconds, by, gap } = summary.bound!;
  return { seconds: Math.round(seconds * 1e6) / 1e6, by, gap: Math.round(gap * 1e6) / 1e6 };
}
