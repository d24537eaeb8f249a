import { groupedBy } from '../../collections/grouped-by.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DesignPoint } from '../../experiment/designs/design.ts';
import type { Study } from '../../experiment/units/study.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { Interrupted, type Io } from '../io.ts';
import type { Driver } from './driver.ts';
import { experimentProgress } from './experiment-progress.ts';
import type { Journal } from './journal.ts';

export interface Conducted {
  readonly study: Study;
  readonly driver: Driver;
  readonly journal: OutcomeStore;
}

/** Where outcomes are stored as they arrive. */
export type OutcomeStore = Pick<Journal, 'outcome' | 'add'>;

/** A design that cannot be run; the outcomes of the others are in the journal. */
export class UnitRefused extends Error {
  override readonly name = 'UnitRefused';
  readonly point: DesignPoint;
  readonly diagnostics: readonly Diagnostic[];

  constructor(point: DesignPoint, diagnostics: readonly Diagnostic[]) {
    super('a design cannot be run');
    this.point = point;
    this.diagnostics = diagnostics;
  }
}

/**
 * Runs a study to its end: asks for rounds, takes known outcomes from the journal, has the rest run, and passes on
 * each outcome once it is in the file. Throws UnitRefused and Interrupted, with the journal complete up to then.
 * Closes the driver, but not the journal.
 */
export async function conduct({ study, driver, journal }: Conducted, io: Io): Promise<void> {
  const progress = experimentProgress(io);
  let stop: () => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = io.onInterrupt(() => reject(new Interrupted('interrupted by Ctrl-C')));
  });
  // It may be rejected when nothing awaits it any more.
  interrupted.catch(() => undefined);
  const rounds = async (): Promise<void> => {
    for (let round = study.ask(); round.length > 0; round = study.ask()) {
      const missing = tellKnown(round, { study, journal });
      progress.round(round.length, round.length - missing.length);
      if (missing.length > 0) await runRound(missing, { study, driver, journal }, progress.done);
    }
  };
  try {
    await Promise.race([rounds(), interrupted]);
  } finally {
    stop();
    progress.stop();
    await driver.close();
  }
}

/** Passes on the outcomes that the journal holds, and returns the units without one. */
function tellKnown(round: readonly WorkUnit[], { study, journal }: Omit<Conducted, 'driver'>): WorkUnit[] {
  return round.filter((unit) => {
    const known = journal.outcome(unit.id);
    if (known !== undefined) study.tell(unit, known);
    return known === undefined;
  });
}

async function runRound(
  units: readonly WorkUnit[],
  { study, driver, journal }: Conducted,
  done: (runs: number) => void,
): Promise<void> {
  const alike = groupedBy(units, ({ id }) => id);
  // Two designs may be the same work, as with two copies of a policy file. It is done once.
  const once = [...alike.values()].map(([unit]) => unit!);
  await driver.run(once, async (results) => {
    await journal.add(results.flatMap((result) => (result.ok ? [[result.id, result.outcome] as const] : [])));
    const ended = results.flatMap((result) => alike.get(result.id)!.map((unit) => ({ result, unit })));
    for (const { result, unit } of ended) told(result, unit, study);
    done(ended.length);
  });
}

function told(result: UnitResult, unit: WorkUnit, study: Study): void {
  if (!result.ok) throw new UnitRefused(unit.point, result.diagnostics);
  study.tell(unit, result.outcome);
}
