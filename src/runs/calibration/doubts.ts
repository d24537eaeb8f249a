import type { ModeFit } from '../../history/calibration.ts';
import { LEAST_POINTS } from '../../history/task-line.ts';
import type { Model } from '../../model/model.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import type { ChangeRates } from './change-rates.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';

/** What could not be fitted, or only with a doubt: sentences for whoever is to trust the result. */
export function doubtsOf(
  model: Model,
  jobs: readonly MatchedJob[],
  { modes, rates }: { readonly modes: ModeFits; readonly rates: ChangeRates },
): string[] {
  return [
    ...doubtsOfTracking(model, rates),
    ...doubtsOfModes(modes),
    ...doubtsOfForecasts(jobs, modes),
    ...doubtsOfRates(model, rates),
    ...about(
      jobs.filter(isUncounted).map(({ row }) => row.name),
      (names) => `No report tells what ${names} read: nothing is fitted to it.`,
    ),
  ];
}

function doubtsOfModes({ fits, tooFew }: ModeFits): string[] {
  const modesThat = (is: (fit: ModeFit) => boolean) => fits.filter(is).map(({ mode }) => mode);
  return [
    ...Array.from(tooFew, ([mode, tasks]) =>
      mode === undefined
        ? `No report tells the transport mode of ${counted(tasks, 'task')}: no rate is fitted to them.`
        : `${mode} has ${counted(tasks, 'task')} to fit to, and ${LEAST_POINTS} are the least: its rate stays.`,
    ),
    ...about(
      modesThat(({ kind }) => kind === 'assumed'),
      (names) =>
        `By ${names} those who read more do not clearly take longer: rates hang on assumed fixed times.`,
    ),
    ...about(
      modesThat(({ of }) => of === 'sessions'),
      (names) => `Reports tell bytes of whole sessions: what a VM read follows from its seconds (${names}).`,
    ),
  ];
}

function doubtsOfForecasts(jobs: readonly MatchedJob[], { fits }: ModeFits): string[] {
  const unproven = jobs.filter(({ increments, recent }) => increments.length === recent.length);
  return [
    ...about(
      unproven.map(({ row }) => row.name),
      (names) => `Nothing tells how well this forecasts ${names}: no increments before those fitted to.`,
    ),
    ...(jobs.some(hasManyVms)
      ? ['Every VM changes as usual here; on real nights some change more, and jobs end a little later.']
      : []),
    ...(fits.length > 0 && jobs.some(makesFulls)
      ? ['Rates are fitted to increments and hold for fulls, too, which may be faster.']
      : []),
  ];
}

/** First of all: nothing that is simulated of them can come near the past. */
function doubtsOfTracking(model: Model, { trackedAfterAll }: ChangeRates): string[] {
  return about(
    trackedAfterAll.map((vm) => model.vms.nameOf(vm)),
    (names) =>
      `${names}: read whole here, since the scenario has no change tracking of them; in the past less than half was read. Give them tracking (a field of a VM, a column of an inventory), and calibrate again.`,
  );
}

function doubtsOfRates(model: Model, { overfull, untracked, trackedAfterAll }: ChangeRates): string[] {
  const namesOf = (vms: readonly number[]) => vms.map((vm) => model.vms.nameOf(vm));
  return [
    ...about(
      namesOf(overfull),
      (names) => `More than is in use has changed in a day of ${names}: the rate is 100%; look at 'used'.`,
    ),
    ...about(
      namesOf(untracked.filter((vm) => !trackedAfterAll.includes(vm))),
      (names) => `${names}: without change tracking all is read, which says nothing of what changes.`,
    ),
  ];
}

/** From so many on the longest VM is mostly not one of a usual night: our choice. */
const MANY_VMS = 5;

function hasManyVms({ recent }: MatchedJob): boolean {
  return recent.some(({ parts }) => parts.length >= MANY_VMS);
}

function makesFulls({ row: { declaration } }: MatchedJob): boolean {
  return (
    declaration.run !== 'incremental' ||
    declaration.activeFullDays.length > 0 ||
    declaration.method === 'active-full'
  );
}

function isUncounted({ recent }: MatchedJob): boolean {
  return recent.every(
    ({ session, parts }) =>
      session.dataBytes === undefined && parts.every(({ readBytes }) => readBytes === undefined),
  );
}

const MOST_NAMES = 5;

/** A sentence about the first few of these; none about nobody. */
function about(names: readonly string[], sentence: (names: string) => string): string[] {
  return names.length === 0 ? [] : [sentence(firstOf(names, MOST_NAMES))];
}
