import { NEVER, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import { longestNight, type Night, type WorkedNight } from '../../metrics/sessions/nights.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { busySeconds } from '../../metrics/use/idle-time.ts';
import type { Curves } from './longest-night.ts';
import { FULL, type UsedOverTime } from './used-over-time.ts';

type Tasks = Pick<TaskColumns, 'count' | 'start' | 'end'>;

/** What was used how much. */
export type Used = Pick<Summary, 'proxies' | 'datastores' | 'repositories' | 'hosts' | 'links'>;

/** What is needed of a run, as `ReportData` has it. */
interface NightsOfRun {
  readonly summary: Used;
  readonly nights: readonly Night[];
  readonly tasks: Tasks;
  readonly longestNight: Curves | null;
}

/**
 * The figures of a run with its shares of use replaced by those of the longest night, 0 to 1: each is the mean over the
 * time of that night in which tasks ran. Of a sample that goes beyond its end, only a part counts. A mean over several
 * nights and the days between them hides a proxy or a link that is full every night; so does one over the hours between
 * a backup and its copy of the next morning. Undefined: the run has not several nights.
 */
export function usedInLongestNight({
  summary,
  nights,
  tasks,
  longestNight: curves,
}: NightsOfRun): Used | undefined {
  const { proxies, datastores, repositories, hosts, links } = summary;
  const night = longestNight(nights);
  if (curves === null || night === undefined) return undefined;
  const { timeline, used } = curves;
  const seconds = secondsWithTasks(tasks, night);
  const sums = sumsOf(used);
  const use = (...resources: readonly string[]) =>
    Math.max(
      ...resources.map((name) => Math.min(1, ((sums.get(name) ?? 0) * timeline.stepSeconds) / seconds)),
    );
  return {
    proxies: each(proxies, (name, proxy) => ({
      ...proxy,
      slotUtilisation: use(`proxies.${name}.slots`),
      cpuUtilisation: use(`proxies.${name}.cores`),
      networkUtilisation: use(`proxies.${name}.inbound`, `proxies.${name}.outbound`),
    })),
    datastores: each(datastores, (name, datastore) => ({
      ...datastore,
      utilisation: use(`datastores.${name}.read`, `datastores.${name}.write`),
    })),
    repositories: each(repositories, (name, repository) => ({
      ...repository,
      slotUtilisation: use(`repositories.${name}.slots`),
      writeUtilisation: use(`repositories.${name}.write`),
    })),
    hosts: each(hosts, (name, host) => ({
      ...host,
      networkUtilisation: use(`hosts.${name}.network`, `hosts.${name}.networkWrites`),
      managementUtilisation: use(`hosts.${name}.managementNetwork`),
    })),
    links: each(links, (name, link) => ({
      ...link,
      utilisation: use(`links.${name}`, `links.${name}.back`),
    })),
  };
}

function each<T>(
  table: Readonly<Record<string, T>>,
  changed: (name: string, figures: T) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(table).map(([name, figures]) => [name, changed(name, figures)]));
}

/** How long at least one task held its slots in a night. */
function secondsWithTasks(tasks: Tasks, { startSeconds, window: { endSeconds } }: WorkedNight): number {
  return busySeconds({ startSeconds, endSeconds }, timesOf(tasks));
}

/** When each task held its slots. */
function* timesOf({ count, start, end }: Tasks) {
  // They are ordered by start; those that never started come last.
  for (let task = 0; task < count && start[task] !== NEVER; task++) {
    const endSeconds = end[task] === NEVER ? Number.POSITIVE_INFINITY : end[task]!;
    yield { startSeconds: start[task]!, endSeconds };
  }
}

/** By resource: the sum of its shares over all steps. Those that were not used are left out. */
function sumsOf({ resources, share }: UsedOverTime): ReadonlyMap<string, number> {
  const steps = share.length / resources.length;
  return new Map(
    resources.map((name, at) => {
      const own = share.subarray(at * steps, (at + 1) * steps);
      return [name, own.reduce((sum, one) => sum + one, 0) / FULL];
    }),
  );
}
