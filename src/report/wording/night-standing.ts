import type { Night } from '../../metrics/sessions/nights.ts';
import { counted } from '../../units/counted.ts';
import { marginText, type Tone } from './job-standing.ts';

/** Whether a night is good or bad news; neutral: all its work was done, and no window closes. */
export function nightTone({ failedVms, isCut, spareSeconds }: Night): Tone {
  if (isCut || failedVms > 0) return 'bad';
  if (spareSeconds === null) return 'neutral';
  return spareSeconds < 0 ? 'bad' : 'good';
}

/** `7h 40m to spare`, `12m late`, `3 VMs failed, no limit`. */
export function nightStandingWords({ failedVms, isCut, spareSeconds }: Night): string {
  const margin = isCut ? 'unfinished' : spareSeconds === null ? 'no limit' : marginText(spareSeconds);
  return failedVms === 0 ? margin : `${counted(failedVms, 'VM')} failed, ${margin}`;
}
