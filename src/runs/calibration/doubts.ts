import type { ModeFit } from '../../history/calibration.ts';
import { LEAST_POINTS } from '../../history/task-line.ts';
import type { Model } from '../../model/model.ts';
import { hasDays } from '../../units/calendar-days.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import type { ChangeRates } from './change-rates.ts';
import type { MatchedJob } from './matched-jobs.ts';
import type { ModeFits } from './mode-fits.ts';

/** What could not be fitted, or only with reservations, in sentences for the user who has to trust the result. */
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
      (names) => `No report says how much ${names} read, so nothing is fitted to it.`,
    ),
  ];
}

function doubtsOfModes({ fits, tooFew }: ModeFits): string[] {
  const modesThat = (is: (fit: ModeFit) => boolean) => fits.filter(is).map(({ mode }) => mode);
  return [
    ...Array.from(tooFew, ([mode, tasks]) =>
      mode === undefined
        ? `No report gives the transport mode of ${counted(tasks, 'task')}, so no rate is fitted to them.`
        : `${mode} has only ${counted(tasks, 'task')} to fit to, and needs ${LEAST_POINTS}: its rate stays as it is.`,
    ),
    ...about(
      modesThat(({ kind }) => kind === 'assumed'),
      (names) =>
        `Tasks by ${names} that read more do not clearly take longer, so the rates depend on assumed fixed times.`,
    ),
    ...about(
      modesThat(({ of }) => of === 'sessions'),
      (names) =>
        `Reports give the bytes of whole sessions only, so what each VM read is estimated from its duration (${names}).`,
    ),
  ];
}

function doubtsOfForecasts(jobs: readonly MatchedJob[], { fits }: ModeFits): string[] {
  const unproven = jobs.filter(({ increments, recent }) => increments.length === recent.length);
  return [
    ...about(
      unproven.map(({ row }) => row.name),
      (names) =>
        `How well this forecasts ${names} is unknown: there are no increments before those used for the fit.`,
    ),
    ...(jobs.some(hasManyVms)
      ? [
          'Every VM changes at its usual rate here; on real nights some change more, and jobs end a little later.',
        ]
      : []),
    ...(fits.length > 0 && jobs.some(makesFulls)
      ? ['Rates are fitted to increments and also used for fulls, which may be faster.']
      : []),
  ];
}

/** Comes first, because no simulation of these VMs can match the past. */
function doubtsOfTracking(model: Model, { trackedAfterAll }: ChangeRates): string[] {
  return about(
    trackedAfterAll.map((vm) => model.vms.nameOf(vm)),
    (names) =>
      `${names}: read in full here, because the scenario has no change tracking for them, but in the past less than half was read. Give them tracking (a field of a VM, a column of an inventory) and calibrate again.`,
  );
}

function doubtsOfRates(model: Model, { overfull, untracked, trackedAfterAll }: ChangeRates): string[] {
  const namesOf = (vms: readonly number[]) => vms.map((vm) => model.vms.nameOf(vm));
  return [
    ...about(
      namesOf(overfull),
      (names) =>
        `${names}: more than the used space changed in a day, so the change rate is 100%; check 'used'.`,
    ),
    ...about(
      namesOf(untracked.filter((vm) => !trackedAfterAll.includes(vm))),
      (names) => `${names}: read in full without change tracking, which says nothing about what changes.`,
    ),
  ];
}

/** With this many VMs, the longest one usually has an unusual night [our choice]. */
const MANY_VMS = 5;

function hasManyVms({ recent }: MatchedJob): boolean {
  return recent.some(({ parts }) => parts.length >= MANY_VMS);
}

function makesFulls({ row: { declaration } }: MatchedJob): boolean {
  return (
    declaration.run !== 'incremental' ||
    hasDays(declaration.activeFullDays) ||
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

/** A sentence about the first few names; empty if there are none. */
function about(names: readonly string[], sentence: (names: string) => string): string[] {
  return names.length === 0 ? [] : [sentence(firstOf(names, MOST_NAMES))];
}
