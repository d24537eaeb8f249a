import type { JobSummary } from '../../metrics/summary/summary.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';
import type { Clock } from './clock.ts';
import { formatSeconds } from './metric-value.ts';

/** Most sentences; the jobs with most VMs beyond their objective come first. */
const SHOWN = 5;

/**
 * A sentence for each job that states a recovery point objective (`rpo`): whether it was kept, and the longest gap. A job
 * that never started in a short run has missed nothing yet, but kept nothing either.
 */
export function objectiveSentences(jobs: Readonly<Record<string, JobSummary>>, clock: Clock): string[] {
  const stated = Object.entries(jobs).flatMap(([name, { rpo, sessions }]) =>
    rpo === undefined ? [] : [{ name, rpo, hasStarted: sessions.length > 0 }],
  );
  const worstFirst = stated.toSorted((a, b) => b.rpo.vmsBeyond - a.rpo.vmsBeyond);
  const sentences = worstFirst.slice(0, SHOWN).map(({ name, rpo, hasStarted }) => {
    const { objectiveSeconds, longestSeconds, longestSinceSeconds, vmsBeyond } = rpo;
    const gap = `${formatSeconds(longestSeconds)} without a newer restore point`;
    const allowed = `${formatSeconds(objectiveSeconds)} allowed`;
    if (vmsBeyond === 0 && !hasStarted)
      return `RPO of ${printable(name)} not judged: the job never started, ${allowed}.`;
    return vmsBeyond === 0
      ? `RPO of ${printable(name)} kept: at most ${gap}, ${allowed}.`
      : `RPO of ${printable(name)} missed for ${counted(vmsBeyond, 'VM')}: up to ${gap} (from ${clock(longestSinceSeconds)} on), ${allowed}.`;
  });
  const left = stated.length - sentences.length;
  return [...sentences, ...moreLine(left, { indent: '', noun: 'more RPO', tail: ' in summary.json' })];
}
