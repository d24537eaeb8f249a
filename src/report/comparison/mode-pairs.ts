import { type BreakEven, breakEven, type ModeCost } from './break-even.ts';
import { type ComparedTask, taskName } from './tasks.ts';

/** The same disks, done in one transport mode on the first side and in another one on a later side. */
export interface ModePair {
  readonly tasks: number;
  /** Mean per task on the first side, bytes. */
  readonly readBytes: number;
  /**
   * Overhead: seconds with a slot but without data transfer, for preparing, opening and closing; means over the
   * tasks.
   */
  readonly was: ModeCost;
  readonly is: ModeCost;
  /** Undefined if one side transferred nothing. */
  readonly breakEven?: BreakEven;
}

/** A task that succeeded on one proxy, and what its slot was held for. */
interface Done {
  readonly mode: string;
  readonly overheadSeconds: number;
  readonly transferSeconds: number;
  readonly readBytes: number;
}

/**
 * Every pair of modes between which disks changed, the pair with most tasks first. Not one between which others changed
 * back: then both sides use both modes, and the order of work moved the disks. How long they took tells of that order.
 */
export function modePairs(before: readonly ComparedTask[], after: readonly ComparedTask[]): ModePair[] {
  const later = new Map<string, ComparedTask>();
  for (const task of after) if (task.took !== null) later.set(taskName(task), task);
  const pairs = new Map<string, { readonly was: Done[]; readonly is: Done[] }>();
  for (const task of before) {
    if (task.took === null) continue;
    const other = later.get(taskName(task));
    if (other === undefined || other.took?.mode === task.took.mode) continue;
    const [was, is] = [doneOf(task), doneOf(other)];
    if (was === undefined || is === undefined) continue;
    const key = `${was.mode} ${is.mode}`;
    const pair = pairs.get(key) ?? { was: [], is: [] };
    pair.was.push(was);
    pair.is.push(is);
    pairs.set(key, pair);
  }
  const oneWay = [...pairs.values()].filter(({ was, is }) => !pairs.has(`${is[0]!.mode} ${was[0]!.mode}`));
  return oneWay.map(pairOf).sort((a, b) => b.tasks - a.tasks);
}

function doneOf({ took, startSeconds, readBytes }: ComparedTask): Done | undefined {
  if (took === null || startSeconds === null) return undefined;
  const transferSeconds = took.transferEndSeconds - took.transferStartSeconds;
  const overheadSeconds =
    took.transferStartSeconds - startSeconds + took.endSeconds - took.transferEndSeconds;
  return { mode: took.mode, overheadSeconds, transferSeconds, readBytes };
}

function pairOf({ was, is }: { readonly was: readonly Done[]; readonly is: readonly Done[] }): ModePair {
  const [first, second] = [costOf(was), costOf(is)];
  const found = breakEven(first, second);
  return {
    tasks: was.length,
    readBytes: sumOf(was, ({ readBytes }) => readBytes) / was.length,
    was: first,
    is: second,
    ...(found === undefined ? {} : { breakEven: found }),
  };
}

function costOf(done: readonly Done[]): ModeCost {
  const transferSeconds = sumOf(done, (one) => one.transferSeconds);
  return {
    mode: done[0]!.mode,
    overheadSeconds: sumOf(done, ({ overheadSeconds }) => overheadSeconds) / done.length,
    taskRate: transferSeconds === 0 ? 0 : sumOf(done, ({ readBytes }) => readBytes) / transferSeconds,
  };
}

function sumOf(done: readonly Done[], figure: (one: Done) => number): number {
  return done.reduce((sum, one) => sum + figure(one), 0);
}
