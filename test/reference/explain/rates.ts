import { mostOf, sumOf } from '../figures/spread.ts';
import type { Task } from '../simulator/task.ts';
import { taskKey } from './names.ts';
import type { Note, Notebook } from './notebook.ts';
import { settingOf } from './settings.ts';

/** A part of a transfer in which one thing is said to have limited its rate. */
interface Piece {
  readonly fromUs: number;
  readonly toUs: number;
  readonly bytes: number;
  readonly least: number;
  readonly most: number;
  readonly stage: string;
  readonly by: string;
  readonly sharers: number;
}

/**
 * What is wrong with what is said of a task's rate. Of several things that bind any may be named, so the pieces are taken as they are and
 * every claim of theirs is held against the notes: they are the time of the transfer and no more, what they name binds
 * throughout, and their figures are what there was meanwhile.
 */
export function ratesThatAreWrong(
  { notes, world }: Notebook,
  task: Task,
  pieces: readonly Piece[],
): Record<string, unknown> {
  const moving = notes.filter(({ limits }) => limits.has(task));
  const found: Record<string, unknown> = {};
  const say = (what: string, piece: Piece | undefined, truth: unknown) => {
    found[`${taskKey(task)} ${what}`] = { piece, truth };
  };
  const time = sumOf(moving.map(({ stretch }) => stretch.toUs - stretch.fromUs));
  const told = sumOf(pieces.map(({ fromUs, toUs }) => toUs - fromUs));
  if (time !== told) say('moves for so long', undefined, { time, told });
  for (const [row, piece] of pieces.entries()) {
    const own = moving.filter(({ stretch }) => stretch.fromUs >= piece.fromUs && stretch.toUs <= piece.toUs);
    const covered = sumOf(own.map(({ stretch }) => stretch.toUs - stretch.fromUs));
    if (covered !== piece.toUs - piece.fromUs) {
      say('moves meanwhile', piece, covered);
      continue;
    }
    const rates = own.map(({ stretch }) => stretch.rates.get(task)!);
    const most = mostOf(rates);
    const least = Math.min(...rates);
    if (!near(most, piece.most) || !near(least, piece.least)) say('has rates', piece, { least, most });
    const bytes = sumOf(own.map(({ stretch }, n) => (rates[n]! * (stretch.toUs - stretch.fromUs)) / 1e6));
    if (Math.abs(bytes - piece.bytes) > 1) say('moves bytes', piece, bytes);
    const named = own.map((note) => limitNamed(note, task, piece));
    if (named.includes(undefined)) {
      const binding = own.map(({ limits }) =>
        limits.get(task)!.map(({ name, stage }) => `${settingOf(world, name)} (${stage})`),
      );
      say('is limited', piece, binding);
    } else {
      const sharers = mostOf(named.map((limit) => limit!.sharers));
      if (sharers !== piece.sharers) say('shares', piece, sharers);
    }
    const before = pieces[row - 1];
    if (before?.toUs === piece.fromUs && before.by === piece.by && before.stage === piece.stage)
      say('is one piece', piece, before);
  }
  return found;

  function limitNamed({ limits }: Note, of: Task, { stage, by }: Piece) {
    return limits.get(of)!.find((limit) => limit.stage === stage && settingOf(world, limit.name) === by);
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(a, b);
}
