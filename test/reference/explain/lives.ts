import type { Task } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import { holderName } from './names.ts';
import type { Note, Notebook, Wait } from './notebook.ts';

/** A stretch of waiting for one thing at one place. */
export interface ToldWait {
  readonly fromUs: number;
  readonly toUs: number;
  readonly cause: string;
  readonly place: string | null;
  readonly what: string | null;
  /** For how long each had it meanwhile. */
  readonly holders: Readonly<Record<string, number>>;
}

export function waitsOf({ notes, world }: Notebook, task: Task): ToldWait[] {
  const told: { fromUs: number; toUs: number; parts: (readonly [Note, Wait])[] }[] = [];
  for (const note of notes) {
    const wait = note.waits.get(task);
    if (wait === undefined) continue;
    const { fromUs, toUs } = note.stretch;
    const last = told.at(-1);
    if (last !== undefined && last.toUs === fromUs && isSame(last.parts[0]![1], wait)) {
      last.toUs = toUs;
      last.parts.push([note, wait]);
    } else told.push({ fromUs, toUs, parts: [[note, wait]] });
  }
  return told.map(({ fromUs, toUs, parts }) => {
    const [, { cause, where, what }] = parts[0]!;
    return {
      fromUs,
      toUs,
      cause,
      place: where,
      what: what ?? null,
      holders: heldIn(world, parts),
    };
  });
}

function isSame(a: Wait, b: Wait): boolean {
  return a.cause === b.cause && a.where === b.where && a.what === b.what;
}

function heldIn(world: World, parts: readonly (readonly [Note, Wait])[]): Record<string, number> {
  const held: Record<string, number> = {};
  for (const [{ stretch }, { holders }] of parts)
    for (const holder of holders) {
      const name = holderName(world, holder);
      held[name] = (held[name] ?? 0) + stretch.toUs - stretch.fromUs;
    }
  return held;
}

/** When a task stood still, and all that was down on its way meanwhile. */
export function interruptionsOf({ notes }: Notebook, task: Task) {
  const told: { fromUs: number; toUs: number | null; by: Set<string> }[] = [];
  for (const [row, { stretch, down }] of notes.entries()) {
    const by = down.get(task);
    if (by === undefined) continue;
    const last = told.at(-1);
    const isOpen = row === notes.length - 1 && task.state === 'cut-off';
    const ends = isOpen ? null : stretch.toUs;
    if (last?.toUs === stretch.fromUs) {
      last.toUs = ends;
      for (const one of by) last.by.add(one);
    } else told.push({ fromUs: stretch.fromUs, toUs: ends, by: new Set(by) });
  }
  return told.map(({ by, ...times }) => ({ ...times, by: [...by].sort() }));
}
