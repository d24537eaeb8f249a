import { classOf } from '../simulator/modes.ts';
import type { Candidate } from '../simulator/placing.ts';
import type { Task } from '../simulator/task.ts';
import { placeName } from './names.ts';
import type { Notebook } from './notebook.ts';

/** A place as it is told. */
interface CandidateTold {
  readonly place: string;
  readonly refusedBy: string | null;
  readonly keys: Readonly<Record<string, number>>;
}

/** Out of the question for the moment, whatever room there is. */
const OUT = ['offline', 'cut-off', 'same-host-hot-add'];

interface BetterMode {
  readonly mode: string;
  readonly why: string;
}

/** Places that a task could be given: which are out of the question for other reasons than room nobody is told. */
export function candidatesAsTold(candidates: readonly CandidateTold[]) {
  return candidates
    .filter(({ place, refusedBy }) => place !== 'no proxy' && !OUT.includes(refusedBy ?? ''))
    .map(({ place, refusedBy, keys }) => ({ place, refusedBy, keys }));
}

export function candidatesInNotes(candidates: readonly Candidate[] = []) {
  return candidates.map(({ place, refusedBy, keys }) => {
    // How many slots had been taken when its proxy was given its last one.
    const { 'least-recent': last } = keys;
    return {
      place: placeName(place),
      refusedBy,
      keys: last === undefined ? keys : { ...keys, 'least-recent': last + 1 },
    };
  });
}

/**
 * What is wrong with why a task went by no better mode: modes are of a better class than its own, all those are told by which it could
 * have gone, each with what refused every place; of one by which it could not, no place is said to have refused it.
 */
export function betterModesThatAreWrong(
  { decisions }: Notebook,
  task: Task,
  better: readonly BetterMode[],
): Record<string, unknown> {
  // As it was decided: who finds the storage gone goes on by another mode.
  const [first] = task.beganAt ?? [];
  if (first === undefined) return better.length === 0 ? {} : { 'better than no proxy': better };
  const candidates = decisions.get(task)!;
  const found: Record<string, unknown> = {};
  for (const { place, refusedBy } of candidates) {
    if (classOf(place.mode) >= classOf(first.mode)) continue;
    const told = better.find(({ mode }) => mode === place.mode)?.why.split(', ') ?? [];
    const truth = `${place.proxy.name}: ${refusedBy ?? 'ranked behind by an earlier key'}`;
    if (!told.includes(truth)) found[`better by ${place.mode}`] = { told, truth };
  }
  for (const { mode, why } of better) {
    const own = candidates.filter(({ place }) => place.mode === mode);
    if (classOf(mode as typeof first.mode) >= classOf(first.mode)) found[`no better by ${mode}`] = why;
    const refused = why.split(', ').filter((part) => /^\S+: [a-z-]+$/.test(part));
    const isFree = refused.filter((part) => !OUT.includes(part.split(': ')[1]!)).length > own.length;
    if (isFree) found[`never by ${mode}`] = why;
  }
  return found;
}
