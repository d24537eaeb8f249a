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
  const modesThat = (is: (fit: ModeFit) => boolean) => modes.fits.filter(is).map(({ mode }) => mode);
  const assumed = modesThat(({ kind }) => kind === 'assumed');
  if (assumed.length > 0)
    doubts.push(
      `By ${assumed.join(', ')} those who read more do not clearly take longer: rates hang on assumed fixed times.`,
    );
  const ofSessions = modesThat(({ of }) => of === 'sessions');
  if (ofSessions.length > 0)
    doubts.push(
      `Reports tell bytes of whole sessions: what a VM read follows from its seconds (${ofSessions.join(', ')}).`,
    );
  const unproven = jobs.filter(({ increments, window }) => increments.length === window.length);
  if (unproven.length > 0)
    doubts.push(
      `Nothing tells how well this forecasts ${shortList(unproven.map(({ row }) => row.name))}: no increments before those fitted to.`,
    );
  if (jobs.some(hasManyVms))
    doubts.push(
      'Every VM changes as usual here; on real nights some change more, and jobs end a little later.',
    );
  if (modes.fits.length > 0 && jobs.some(makesFulls))
    doubts.push('Rates are fitted to increments and hold for fulls, too, which may be faster.');
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
      `No report tells what ${shortList(uncounted.map(({ row }) => row.name))} read: nothing is fitted to it.`,
    );
  return doubts;
}

/** From so many on the longest VM is mostly not one of a usual night: our choice. */
const MANY_VMS = 5;

function hasManyVms({ window }: MatchedJob): boolean {
  return window.some(({ parts }) => parts.length >= MANY_VMS);
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
