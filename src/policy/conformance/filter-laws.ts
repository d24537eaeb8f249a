import type { Candidate } from '../../model/ways/transport.ts';
import type { CapacityFilter, ClusterView, Policy, TaskView } from '../policy.ts';
import { SLOT_FILTERS } from '../rules/capacity-filters.ts';
import { first, type Law } from './law.ts';
import { atRest, type Setting, viewOf, type World } from './world.ts';

/** Laws of the filters, which keep a task from a place for the moment. */
export const LAWS_OF_FILTERS: readonly Law[] = [
  {
    name: 'both-slots',
    says: 'no task goes to a proxy or repository that has no free slot',
    breach: (policy, setting) =>
      atPlaces(setting, (task, place) => slotIgnored(policy, setting, task, place)),
  },
  {
    name: 'more-room',
    says: 'a filter that lets a task go also does so when less is in use',
    breach: (policy, setting) => {
      const view = viewOf(setting.world);
      const freer = withMoreRoom(setting.world).map(([what, world]): FreerView => [what, viewOf(world)]);
      return first(policy.filters, (filter) =>
        atPlaces(setting, (task, place) =>
          filter.hasRoom(task, place, view) ? refusedForRoom(filter, freer, task, place) : undefined,
        ),
      );
    },
  },
  {
    name: 'comes-free',
    says: 'every filter lets a task go when nothing else is in use, so that no task waits for ever',
    breach: (policy, setting) => {
      const view = viewOf(atRest(setting.world));
      return first(policy.filters, (filter) =>
        atPlaces(setting, (task, place) => {
          if (filter.hasRoom(task, place, view)) return undefined;
          return `filter '${filter.name}' refuses ${words(task, place)}, where nothing at all is in use`;
        }),
      );
    },
  },
  {
    name: 'reach',
    says: 'a filter looks only at what its name allows: filters of slots at the session, others also at the VM',
    breach: (policy, setting) => first(policy.filters, (filter) => lookedTooFar(filter, setting)),
  },
];

type Find = (task: TaskView, place: Candidate) => string | undefined;

function atPlaces({ tasks, candidates }: Setting, find: Find): string | undefined {
  return first(tasks, (task) => first(candidates, (place) => find(task, place)));
}

function words({ task }: TaskView, { proxy, mode }: Candidate): string {
  return `task ${task} at proxy ${proxy} by ${mode}`;
}

function slotIgnored(
  { filters }: Policy,
  { world }: Setting,
  task: TaskView,
  place: Candidate,
): string | undefined {
  const free = atRest(world);
  const isRefused = (view: ClusterView) => filters.some((f) => !f.hasRoom(task, place, view));
  const busy = free.proxies.map((p, i) => (i === place.proxy ? { ...p, running: p.slots } : p));
  if (!isRefused(viewOf({ ...free, proxies: busy })))
    return `no filter refuses ${words(task, place)}, which has no free slot`;
  const full = { ...free, repositoryRoom: free.repositoryRoom.map(() => false) };
  if (!isRefused(viewOf(full))) return `no filter refuses ${words(task, place)} while its repository is full`;
  return undefined;
}

/** What is less in use than in a setting, and the view of that. */
type FreerView = readonly [what: string, ClusterView];

function refusedForRoom(
  filter: CapacityFilter,
  views: readonly FreerView[],
  task: TaskView,
  place: Candidate,
): string | undefined {
  return first(views, ([what, freer]) =>
    filter.hasRoom(task, place, freer)
      ? undefined
      : `filter '${filter.name}' lets ${words(task, place)} go, and refuses it with ${what}`,
  );
}

function withMoreRoom(world: World): [what: string, World][] {
  const { proxies, hosts } = atRest(world);
  const less = (n: number) => Math.max(0, n - 1);
  return [
    [
      'one task less on every proxy',
      {
        ...world,
        proxies: world.proxies.map((p) => ({
          ...p,
          running: less(p.running),
          hotadd: less(p.hotadd),
          ram: { has: p.ram.has, needs: p.ram.needs - (p.running > 0 ? 1e9 : 0) },
        })),
      },
    ],
    ['no task on any proxy', { ...world, proxies }],
    ['no network-mode connection on any host', { ...world, hosts }],
    [
      'room for snapshots everywhere',
      { ...world, datastores: world.datastores.map((d) => ({ ...d, snapshotRoom: true })) },
    ],
    ['nothing at all in use', atRest(world)],
  ];
}

/**
 * Whether a filter treats two tasks differently that differ in nothing a filter of its name may look at. Slots are the same
 * for all tasks of a session; connections may depend on the VM's host, and all filters but those of slots on its datastores
 * and its snapshot.
 */
function lookedTooFar(filter: CapacityFilter, { world, tasks, candidates }: Setting): string | undefined {
  const view = viewOf(world);
  const isSlot = SLOT_FILTERS.includes(filter.name);
  for (const task of tasks) {
    for (const other of tasks) {
      const seen = {
        host: filter.name === 'nbd-connections' ? task.host : other.host,
        datastores: isSlot ? other.datastores : task.datastores,
        hasSnapshot: isSlot ? other.hasSnapshot : task.hasSnapshot,
      };
      const twin: TaskView = Object.freeze({ ...other, ...seen });
      for (const place of candidates) {
        const [own, its] = [filter.hasRoom(task, place, view), filter.hasRoom(twin, place, view)];
        if (own === its) continue;
        const [yes, no] = own ? [task, other] : [other, task];
        return `filter '${filter.name}' lets task ${yes.task} go to proxy ${place.proxy} and refuses task ${no.task} there, though nothing sets them apart that a filter of this name may look at`;
      }
    }
  }
  return undefined;
}
