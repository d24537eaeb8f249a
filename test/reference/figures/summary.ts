import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { endsOf } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import type { Diary } from './diary.ts';
import { kneeOf } from './knee.ts';
import { latencyFigures } from './latency-figures.ts';
import { modeFigures } from './mode-figures.ts';
import { nightFigures } from './night-figures.ts';
import { objectiveFigures } from './objectives.ts';
import { protectionOf } from './protection.ts';
import {
  inSeconds,
  longestSnapshotUs,
  overrunUs,
  sessionFigures,
  tasksOf,
  windowOf,
} from './session-figures.ts';
import { mostOf, sumOf } from './spread.ts';
import { worstStunUs } from './tables.ts';
import { bytesOf, resultOf } from './task-figures.ts';
import { Utilisation } from './utilisation.ts';

/** The figures of a run as `summary.json` has them, from what the diary says of it. */
export function summaryOf({ world, stretches, peaks }: Diary, endUs: number) {
  const { scenario, sessions, tasks } = world;
  const window = windowOf(tasks, world.now);
  const utilisation = new Utilisation(world, stretches);
  return {
    window: inSeconds(window),
    totals: totalsOf(world),
    jobs: named(scenario.jobs, (job) => {
      const own = sessions.filter((session) => session.job === job);
      const objective = objectiveFigures(world, job, endUs);
      const windows = own.map((session) => windowOf(tasksOf(world, session), world.now));
      return {
        window: mostOf(windows.map((one) => (one === undefined ? 0 : one.toUs - one.fromUs))) / 1e6,
        overrun: mostOf(own.map((session) => overrunUs(world, session))) / 1e6,
        ...(objective === undefined ? {} : { rpo: objective }),
        sessions: own.map((session) => sessionFigures(world, stretches, session)),
      };
    }),
    proxies: named(scenario.proxies, (proxy) => {
      const places = tasks.flatMap(endsOf).filter((place) => place.proxy === proxy);
      const knee = kneeOf(world, proxy);
      return {
        slots: proxy.maxConcurrentTasks,
        tasks: places.length,
        slotUtilisation: utilisation.ofSlots(proxy),
        cpuUtilisation: utilisation.of(`${proxy.name} cores`),
        networkUtilisation: utilisation.of(`${proxy.name} in`, `${proxy.name} out`),
        peakTasks: peaks.of(`${proxy.name} tasks`),
        modes: counted(places.map(({ mode }) => mode)),
        knee,
        shareAboveKnee: utilisation.above(proxy, knee),
        dataMovers: { read: peaks.of(`${proxy.name} read`), write: peaks.of(`${proxy.name} write`) },
        peakMemoryBytes: peaks.of(`${proxy.name} memory`),
      };
    }),
    datastores: named(scenario.datastores, (datastore) => ({
      utilisation: utilisation.of(`${datastore.name} read`, `${datastore.name} write`),
      peakTasks: peaks.of(`${datastore.name} tasks`),
      peakSnapshots: peaks.of(`${datastore.name} snapshots`),
      ...latencyFigures(world, datastore, endUs),
    })),
    repositories: named(scenario.repositories, (repository) => ({
      slotUtilisation: utilisation.ofSlots(repository),
      writeUtilisation: utilisation.of(`${repository.name} write`),
      peakTasks: peaks.of(`${repository.name} tasks`),
      dataMovers: { read: peaks.of(`${repository.name} read`), write: peaks.of(`${repository.name} write`) },
      peakMemoryBytes: peaks.of(`${repository.name} memory`),
    })),
    hosts: named(scenario.hosts, ({ name }) => ({
      networkUtilisation: utilisation.of(`${name} network`, `${name} network writes`),
      managementUtilisation: utilisation.of(`${name} management`),
      peakNbdDisks: peaks.of(`${name} nbd`),
    })),
    links: named(scenario.links, ({ name }) => ({ utilisation: utilisation.of(name, `${name} back`) })),
    waits: Object.fromEntries(
      WAIT_CAUSES.map((cause) => [cause, sumOf(tasks.map(({ waited }) => waited.get(cause) ?? 0)) / 1e6]),
    ),
    vms: {
      ...protectionOf(world, endUs),
      longestSnapshotSeconds: longestSnapshotUs(world, sessions) / 1e6,
      worstStunSeconds: worstStunUs(world) / 1e6,
    },
    modes: modeFigures(world, stretches, endUs),
    nights: nightFigures(world),
  };
}

function totalsOf({ tasks }: World) {
  const with_ = (...results: readonly string[]) =>
    tasks.filter((task) => results.includes(resultOf(task))).length;
  return {
    tasks: tasks.length,
    succeeded: with_('success'),
    failed: with_('failed', 'window-closed'),
    unfinished: with_('unfinished'),
    retries: tasks.filter(({ vmRun }) => vmRun.attempt > 1).length,
    readBytes: sumOf(tasks.map((task) => bytesOf(task)[0])),
    transferredBytes: sumOf(tasks.map((task) => bytesOf(task)[1])),
  };
}

function counted(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length]));
}

function named<T extends { readonly name: string }, R>(
  things: readonly T[],
  figuresOf: (thing: T) => R,
): Record<string, R> {
  return Object.fromEntries(things.map((thing) => [thing.name, figuresOf(thing)]));
}
