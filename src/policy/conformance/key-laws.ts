import { madeOnce } from '../../collections/made-once.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import type { ClusterView, Policy, QueueKey, RankKey, TaskView } from '../policy.ts';
import { first, type Law } from './law.ts';
import { elsewhere, type Setting, viewOf, type World } from './world.ts';

/** Laws of the keys: what the simulation relies on where it keeps an answer instead of asking again. */
export const LAWS_OF_KEYS: readonly Law[] = [
  {
    name: 'changes-with',
    says: "the answer of a queue key changes only with what its changesWith names: nothing, 'session' or 'vm'",
    breach: (policy, setting, n) => first(policy.order, (key) => changeNotTold(key, setting, n)),
  },
  {
    name: 'differs-by-task',
    says: 'a ranking key orders the same places alike for every task, or declares differsByTask',
    breach: (policy, setting) => first(alike(policy), (key) => differenceNotTold(key, setting)),
  },
  {
    name: 'own-state',
    says: 'two places keep their order while nothing changes at their proxies, or the key declares differsByTask',
    breach: (policy, setting, n) => first(alike(policy), (key) => foreignState(key, setting, n)),
  },
  {
    name: 'any-order',
    says: 'a ranking key gives the same order, however the places are listed',
    breach: (policy, setting) => first(policy.rank, (key) => orderOfList(key, setting)),
  },
];

function alike(policy: Policy): RankKey[] {
  return policy.rank.filter((key) => key.differsByTask !== true);
}

/** The keys of a waiting task are asked for when it comes, and again only at the changes that they name. */
function changeNotTold(key: QueueKey, { world, tasks }: Setting, n: number): string | undefined {
  const everyone = new Set(tasks.map(({ task }) => task));
  const changes: readonly {
    readonly when: string;
    /** What a key that follows this change must declare; undefined: no key can. */
    readonly says?: NonNullable<QueueKey['changesWith']>;
    readonly worlds: World[];
  }[] = [
    {
      when: 'when its session starts running',
      says: 'session',
      worlds: [
        { ...world, jobRunning: new Set() },
        { ...world, jobRunning: everyone },
      ],
    },
    {
      when: 'when its VM is in process',
      says: 'vm',
      worlds: [
        { ...world, inProcess: new Set() },
        { ...world, inProcess: everyone },
      ],
    },
    {
      when: 'when slots, snapshots, connections or memory are taken or freed, which no queue key can follow',
      worlds: [world, elsewhere(world, n)],
    },
  ];
  return first(changes, ({ when, says, worlds }) => {
    if (says === key.changesWith) return undefined;
    const [one, other] = worlds.map(viewOf) as [ClusterView, ClusterView];
    return first(tasks, (task) => {
      const before = key.of(task, one);
      const after = key.of(task, other);
      if (before === after) return undefined;
      const remedy =
        says !== undefined && key.changesWith === 'nothing' ? `: it must say changesWith: '${says}'` : '';
      return `queue key '${key.name}' says changesWith '${key.changesWith}', but goes from ${before} to ${after} for task ${task.task} ${when}${remedy}`;
    });
  });
}

/** Tasks of a session with the same places are ranked once for all, so the order must be right for each of them. */
function differenceNotTold(key: RankKey, { world, tasks, candidates }: Setting): string | undefined {
  const view = viewOf(world);
  const [asked, ...others] = tasks as [TaskView, ...TaskView[]];
  return first(pairsOf(candidates), ([a, b]) =>
    first(others, (other) => {
      const one = compared(key, asked, [a, b], view, candidates);
      if (one === compared(key, other, [a, b], view, candidates)) return undefined;
      return `ranking key '${key.name}' puts ${orderWords(a, b, one)} for task ${asked.task}, but not for task ${other.task}: it must say differsByTask: true`;
    }),
  );
}

/** The order of two places is kept until something changes at their proxies, so nothing else may change it. */
function foreignState(key: RankKey, { world, tasks, candidates }: Setting, n: number): string | undefined {
  const task = tasks[0]!;
  const view = viewOf(world);
  /** By the two proxies. */
  const views = new Map<string, ClusterView>();
  return first(pairsOf(candidates), ([a, b]) => {
    const changed = madeOnce(views, `${a.proxy} ${b.proxy}`, () =>
      viewOf(elsewhere(world, n, (p) => p === a.proxy || p === b.proxy)),
    );
    const before = compared(key, task, [a, b], view, candidates);
    const among = candidates.filter((c) => c.proxy === a.proxy || c.proxy === b.proxy);
    if (
      before === compared(key, task, [a, b], changed, candidates) &&
      before === compared(key, task, [a, b], view, among)
    )
      return undefined;
    return `ranking key '${key.name}' puts ${orderWords(a, b, before)}, until something changes at other places: it must say differsByTask: true`;
  });
}

function orderOfList(key: RankKey, { world, tasks, candidates }: Setting): string | undefined {
  const view = viewOf(world);
  const reversed: readonly Candidate[] = Object.freeze([...candidates].reverse());
  return first(tasks, (task) =>
    first(candidates, (place) => {
      const before = key.of(task, place, view, candidates);
      const after = key.of(task, place, view, reversed);
      if (before === after) return undefined;
      return `ranking key '${key.name}' answers ${before} for proxy ${place.proxy}, and ${after} when the places are listed the other way round`;
    }),
  );
}

type Pair = readonly [a: Candidate, b: Candidate];

function pairsOf(candidates: readonly Candidate[]): Pair[] {
  return candidates.flatMap((a, i) => candidates.slice(i + 1).map((b): Pair => [a, b]));
}

/** -1: `a` is better; 1: `b` is; 0: neither. */
function compared(
  key: RankKey,
  task: TaskView,
  [a, b]: Pair,
  view: ClusterView,
  among: readonly Candidate[],
): number {
  return Math.sign(key.of(task, a, view, among) - key.of(task, b, view, among));
}

function orderWords(a: Candidate, b: Candidate, order: number): string {
  const [one, other] = [a, b].map(({ proxy, mode }) => `proxy ${proxy} by ${mode}`) as [string, string];
  if (order === 0) return `${one} level with ${other}`;
  return order < 0 ? `${one} before ${other}` : `${other} before ${one}`;
}
