import type { NeverStarted } from '../../experiment/replications/never-started.ts';
import { counted } from '../../units/counted.ts';
import { andMore } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';

/** Most jobs listed; files have all. */
const SHOWN = 5;

/** `archive never started in 20 of 20 runs.`: a sentence for each job, those that are missing most often first. */
export function neverStartedSentences(missing: NeverStarted, of: number, noun: 'run' | 'night'): string[] {
  return sentences(missing, (runs) => `in ${runs} of ${counted(of, noun)}`);
}

/** The same over all designs of a sweep: `archive never started in 12 of 40 runs, of 3 designs.` */
export function neverStartedInDesigns(
  designs: readonly { readonly neverStarted?: NeverStarted; readonly replications: number }[],
): string[] {
  const of = designs.reduce((sum, { replications }) => sum + replications, 0);
  const missing: Record<string, number> = {};
  for (const { neverStarted = {} } of designs) {
    for (const [job, runs] of Object.entries(neverStarted)) missing[job] = (missing[job] ?? 0) + runs;
  }
  return sentences(missing, (runs, job) => {
    const count = designs.filter(({ neverStarted = {} }) => Object.hasOwn(neverStarted, job)).length;
    const where = count === designs.length ? 'of every design' : `of ${counted(count, 'design')}`;
    return `in ${runs} of ${counted(of, 'run')}${designs.length > 1 ? `, ${where}` : ''}`;
  });
}

function sentences(missing: NeverStarted, how: (runs: number, job: string) => string): string[] {
  const jobs = Object.entries(missing).toSorted(([, a], [, b]) => b - a);
  const lines = jobs
    .slice(0, SHOWN)
    .map(([job, runs]) => `${printable(job)} never started ${how(runs, job)}.`);
  const left = jobs.length - lines.length;
  return left > 0 ? [...lines, `${andMore(left, { noun: 'more job' })} never started in some.`] : lines;
}
