import { describe, expect, test } from 'vitest';
import { CONNECTION_CLASS } from '../../src/model/ways/transport.ts';
import { atRest, elsewhere, settingOf, viewOf } from '../../src/policy/conformance/world.ts';
import type { TaskView } from '../../src/policy/policy.ts';

const settings = Array.from({ length: 300 }, (_, n) => settingOf(n));
const proxies = settings.flatMap(({ world }) => world.proxies);
const tasks = settings.flatMap((setting) => setting.tasks);

/** The values that occur, sorted. */
function all<T extends number>(values: readonly T[]): T[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

describe('a made-up setting', () => {
  test('is the same each time, and each number has one of its own', () => {
    expect(settingOf(7)).toEqual(settingOf(7));
    expect(new Set(settings.map((setting) => JSON.stringify(setting))).size).toBe(300);
    expect(settings[0]!.world.seed).toBe('conformance/0');
  });

  test('has five proxies of 1 to 8 slots, from idle to full, all but the last on hosts', () => {
    expect(all(settings.map(({ world }) => world.proxies.length))).toEqual([5]);
    expect(all(proxies.map(({ slots }) => slots))).toEqual(upTo(1, 8));
    expect(all(proxies.map(({ slots, running }) => slots - running))).toEqual(upTo(0, 8));
    expect(all(proxies.map(({ running, hotadd }) => running - hotadd))).toEqual(upTo(0, 8));
    expect(all(proxies.map(({ hotadd }) => hotadd))).toEqual(upTo(0, 8));
    for (const { world } of settings) expect(world.proxies.map(({ host }) => host)).toEqual([0, 1, 2, 3, -1]);
  });

  test('has proxies that were placed on exactly where they are at work, and need 3 GB and 1 GB a task', () => {
    for (const { running, lastPlacement, ram } of proxies) {
      expect(lastPlacement > 0).toBe(running > 0);
      expect(ram.needs).toBe(3e9 + running * 1e9);
    }
    expect(all(proxies.map(({ lastPlacement }) => lastPlacement))).toEqual(upTo(0, 40));
    expect(all(proxies.map(({ ram }) => ram.has / 1e9))).toEqual(upTo(4, 16));
  });

  test('has datastores, hosts and repositories with and without room', () => {
    const worlds = settings.map(({ world }) => world);
    const datastores = worlds.flatMap((world) => world.datastores);
    expect(all(worlds.map((world) => world.datastores.length))).toEqual([3]);
    expect(all(worlds.map((world) => world.hosts.length))).toEqual([4]);
    expect(all(worlds.map((world) => world.repositoryRoom.length))).toEqual([2]);
    expect(share(datastores.map(({ snapshotRoom }) => snapshotRoom))).toBeCloseTo(0.7, 1);
    expect(share(datastores.map(({ latencyAllows }) => latencyAllows))).toBeCloseTo(0.8, 1);
    expect(share(datastores.map(({ spacingAllows }) => spacingAllows))).toBeCloseTo(0.8, 1);
    expect(share(worlds.flatMap(({ repositoryRoom }) => repositoryRoom))).toBeCloseTo(0.75, 1);
    expect(share(worlds.map(({ ramIsEnforced }) => ramIsEnforced))).toBeCloseTo(0.5, 1);
    expect(all(worlds.flatMap(({ hosts }) => hosts.map(({ nbd }) => nbd)))).toEqual(upTo(0, 4));
    expect(all(worlds.flatMap(({ hosts }) => hosts.map(({ nbdLimit }) => nbdLimit)))).toEqual([4]);
    expect(all(worlds.map(({ hotaddLimit }) => hotaddLimit))).toEqual(upTo(2, 8));
  });

  test('has some VMs in process, and the job of all tasks running or of none', () => {
    const worlds = settings.map(({ world }) => world);
    expect(all(worlds.map(({ inProcess }) => inProcess.size))).toEqual([1, 2, 3]);
    expect(all(worlds.flatMap(({ inProcess }) => [...inProcess]))).toEqual(upTo(0, 5));
    expect(all(worlds.map(({ jobRunning }) => jobRunning.size))).toEqual([0, 6]);
    expect(share(worlds.map(({ jobRunning }) => jobRunning.size > 0))).toBeCloseTo(0.5, 1);
    expect(all(worlds.flatMap(({ jobRunning }) => [...jobRunning]))).toEqual(upTo(0, 5));
  });
});

describe('the tasks of a setting', () => {
  test('are six disks of three VMs in the order of the list', () => {
    for (const setting of settings) {
      expect(setting.tasks.map(({ task, vm, vmOrder, diskOrder }) => [task, vm, vmOrder, diskOrder])).toEqual(
        [
          [0, 0, 0, 0],
          [1, 0, 0, 1],
          [2, 1, 1, 0],
          [3, 1, 1, 1],
          [4, 2, 2, 0],
          [5, 2, 2, 1],
        ],
      );
    }
  });

  test('share what tasks of a session share', () => {
    const shared = ({
      job,
      datastore,
      repository,
      targetHost,
      priority,
      sessionStartUs,
      sessionBytes,
    }: TaskView) =>
      JSON.stringify({ job, datastore, repository, targetHost, priority, sessionStartUs, sessionBytes });
    for (const setting of settings) expect(new Set(setting.tasks.map(shared)).size).toBe(1);
    expect(all(tasks.map(({ job }) => job))).toEqual([0, 1, 2]);
    expect(all(tasks.map(({ datastore }) => datastore))).toEqual([0, 1, 2]);
    expect(all(tasks.map(({ repository }) => repository))).toEqual([0, 1]);
    expect(all(tasks.map(({ targetHost }) => targetHost))).toEqual([-1]);
    expect(all(tasks.map(({ priority }) => priority))).toEqual([300, 400]);
    expect(all(tasks.map(({ sessionStartUs }) => sessionStartUs / 60e6))).toEqual([0, 1, 2, 3]);
    const gigabytes = all(tasks.map(({ sessionBytes }) => sessionBytes / 1e9));
    expect(gigabytes.every((size) => Number.isInteger(size) && size >= 10 && size <= 1000)).toBe(true);
    expect([gigabytes[0]! < 30, gigabytes.at(-1)! > 980]).toEqual([true, true]);
  });

  test('differ in all that no group of them may depend on', () => {
    expect(all(tasks.map(({ host }) => host))).toEqual([0, 1, 2, 3]);
    expect(all(tasks.map(({ readyUs, sessionStartUs }) => (readyUs - sessionStartUs) / 1e6))).toEqual(
      upTo(0, 5),
    );
    expect(all(tasks.map(({ datastores }) => datastores.length))).toEqual([1, 2]);
    expect(all(tasks.map(({ datastores }) => datastores.at(-1)!))).toEqual([0, 1, 2]);
    for (const { datastore, datastores } of tasks) expect(datastores[0]).toBe(datastore);
    expect(share(tasks.map(({ hasSnapshot }) => hasSnapshot))).toBeCloseTo(0.3, 1);
    const sizes = tasks.map(({ readBytes }) => readBytes / 1e6);
    expect(share(sizes.map((size) => size === 0))).toBeCloseTo(0.1, 1);
    expect(sizes.every((size) => Number.isInteger(size) && size >= 0 && size <= 400_000)).toBe(true);
    expect(Math.max(...sizes)).toBeGreaterThan(395_000);
  });

  test('cannot be written to', () => {
    for (const task of tasks) expect([task, task.datastores].every(Object.isFrozen)).toBe(true);
  });
});

test('places are those of four of the proxies in one mode or two each, best connection first, in their order', () => {
  const found = settings.map(({ candidates }) => candidates);
  for (const candidates of found) {
    const numbers = candidates.map(({ proxy }) => proxy);
    expect(new Set(numbers).size).toBe(4);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    candidates.forEach((place, i) => {
      expect(place.connectionClass).toBe(CONNECTION_CLASS[place.mode]);
      expect(place.end).toBe('read');
      expect(Object.isFrozen(place)).toBe(true);
      const next = candidates[i + 1];
      if (next?.proxy !== place.proxy) return;
      expect(next.connectionClass).toBeGreaterThanOrEqual(place.connectionClass);
      expect([next.sameSite, next.preferred]).toEqual([place.sameSite, place.preferred]);
    });
  }
  const places = found.flat();
  expect(all(found.map((candidates) => candidates.length))).toEqual([5, 6, 7, 8]);
  expect(all(places.map(({ proxy }) => proxy))).toEqual([0, 1, 2, 3, 4]);
  expect([...new Set(places.map(({ mode }) => mode))].sort()).toEqual([
    'hotadd',
    'nbd',
    'nbdssl',
    'nfs',
    'san',
  ]);
  expect(share(places.map(({ sameSite }) => sameSite))).toBeCloseTo(0.6, 1);
  expect(share(places.map(({ preferred }) => preferred))).toBeCloseTo(0.2, 1);
});

test('a view answers what its world says, and cannot be written to', () => {
  const { world } = settings[3]!;
  const view = viewOf(world);
  const task = (repository: number) => ({ repository }) as TaskView;
  world.proxies.forEach((proxy, p) => {
    expect({
      running: view.runningTasks(p),
      slots: view.slots(p),
      lastPlacement: view.lastPlacement(p),
      hotadd: view.hotaddDisks(p),
      host: view.proxyHost(p),
      ram: view.ram(p),
    }).toEqual(proxy);
    expect([view.isOnline(p), view.isCutOff(task(0), settings[3]!.candidates[0]!)]).toEqual([true, false]);
  });
  world.datastores.forEach((datastore, d) => {
    expect({
      snapshotRoom: view.datastoreHasRoomForSnapshot(d),
      latencyAllows: view.latencyAllowsStart(d),
      spacingAllows: view.spacingAllowsStart(d),
    }).toEqual(datastore);
  });
  world.hosts.forEach((host, h) => {
    expect({ nbd: view.nbdDisks(h), nbdLimit: view.nbdLimit(h) }).toEqual(host);
  });
  expect([0, 1].map((r) => view.repositoryHasRoom(task(r)))).toEqual(world.repositoryRoom);
  expect(upTo(0, 5).filter((t) => view.isVmInProcess(t))).toEqual(all([...world.inProcess]));
  expect(upTo(0, 5).filter((t) => view.isJobRunning(t))).toEqual(all([...world.jobRunning]));
  expect([view.seed, view.hotaddLimit(), view.ramIsEnforced()]).toEqual([
    world.seed,
    world.hotaddLimit,
    world.ramIsEnforced,
  ]);
  expect(Object.isFrozen(view)).toBe(true);
});

test('elsewhere is the same infrastructure in another state, apart from the proxies that are kept', () => {
  settings.forEach(({ world }, n) => {
    const other = elsewhere(world, n, (p) => p === 1);
    const { proxies: own, datastores, hosts, repositoryRoom, ...lasting } = world;
    expect(other).toMatchObject(lasting);
    expect(other.proxies[1]).toBe(own[1]);
    expect(other.proxies.map(({ host, slots }) => [host, slots])).toEqual(
      own.map(({ host, slots }) => [host, slots]),
    );
  });
  const differs = (what: 'proxies' | 'datastores' | 'hosts' | 'repositoryRoom') =>
    settings.filter(
      ({ world }, n) => JSON.stringify(elsewhere(world, n)[what]) !== JSON.stringify(world[what]),
    ).length;
  expect(differs('proxies')).toBe(300);
  for (const what of ['datastores', 'hosts', 'repositoryRoom'] as const)
    expect(differs(what)).toBeGreaterThan(150);
  const kept = settings.filter(({ world }, n) => elsewhere(world, n).proxies[1] === world.proxies[1]);
  expect(kept).toEqual([]);
});

test('at rest nothing is in use, and all else stays', () => {
  for (const { world } of settings) {
    const rest = atRest(world);
    expect(rest).toEqual({
      ...world,
      proxies: world.proxies.map((proxy) => ({
        ...proxy,
        running: 0,
        hotadd: 0,
        ram: { has: proxy.ram.has, needs: 3e9 },
      })),
      datastores: Array(3).fill({ snapshotRoom: true, latencyAllows: true, spacingAllows: true }),
      hosts: Array(4).fill({ nbd: 0, nbdLimit: 4 }),
      repositoryRoom: [true, true],
      inProcess: new Set(),
      jobRunning: new Set(),
    });
  }
});
