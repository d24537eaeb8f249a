import type { ModeFit } from '../../history/calibration.ts';
import { LEAST_POINTS } from '../../history/task-line.ts';
import type { Model } from '../../model/model.ts';
import type { ChangeRates } from './change-rates.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';

/** What could not be fitted, or only with a doubt: sentences for whoever is to trust the result. */
export function doubtsOf(
  model: Model,
  jobs: readonly MatchedJob[],
  { modes, rates }: { readonly modes: ModeFits; readonly rates: ChangeRates },
): string[] {
  const doubts: string[] = [];
  for (const [mode, tasks] of modes.tooFew) {
    doubts.push(
      mode === undefined
        ? `No report tells the transport mode of ${tasks} tasks: no rate is fitted to them.`
        : `${mode} has ${tasks} ${tasks === 1 ? 'task' : 'tasks'} to fit to, and ${LEAST_POINTS} are the least: its rate stays.`,
    );
  }
  for (const fit of modes.fits) doubts.push(...doubtsOfMode(fit));
  if (modes.fits.length > 0 && jobs.some(makesFulls))
    doubts.push(
      'The rate of a task holds for fulls, too, which may be faster than the increments that it is fitted to.',
    );
  const named = (vms: readonly number[]) => shortList(vms.map((vm) => model.vms.nameOf(vm)));
  if (rates.overfull.length > 0)
    doubts.push(
      `More than is in use has changed in a day of ${named(rates.overfull)}: the rate is 100%; look at 'used'.`,
    );
  if (rates.untracked.length > 0)
    doubts.push(
      `${named(rates.untracked)}: without change tracking all is read, which says nothing of what changes.`,
    );
  const uncounted = jobs.filter(({ window }) =>
    window.every(
      ({ session, parts }) =>
        session.dataBytes === undefined && parts.every(({ readBytes }) => readBytes === undefined),
    ),
  );
  if (uncounted.length > 0)
    doubts.push(
      `No report tells what ${shortList(uncounted.map(({ row }) => row.name))} read: change rates stay.`,
    );
  return doubts;
}

function doubtsOfMode({ mode, kind, of }: ModeFit): string[] {
  const doubts: string[] = [];
  if (kind === 'assumed')
    doubts.push(
      `By ${mode} it cannot be told that who reads more takes longer: the rate follows from the scenario's own fixed times.`,
    );
  if (of === 'sessions')
    doubts.push(`Reports tell bytes of whole sessions: what a VM read by ${mode} follows from its seconds.`);
  return doubts;
}

function makesFulls({ row: { declaration } }: MatchedJob): boolean {
  return (
    declaration.run !== 'incremental' ||
    declaration.activeFullDays.length > 0 ||
    declaration.method === 'active-full'
  );
}

const MOST_NAMES = 5;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
