import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { holdsInDomain } from '../law.ts';
import { type Night, nightOf, type Story } from '../night.ts';

/** The units that a task took of datastores and repositories, by the specification's table of what each kind of work loads. */
function useOf({ scenario }: Night, { job, disk, ready, started, transferEnded }: Story): [string, number][] {
  if (transferEnded === undefined) return [];
  const { readBytes: read, transferredBytes: sent } = transferEnded;
  const repository = scenario.repositories[started!.repository]?.name;
  const readsVm = job.type !== 'restore' && job.type !== 'backup-copy';
  const isScan = job.type === 'snapshot-scan';
  const writesVm = job.target !== undefined || job.type === 'restore';
  const isReverse = job.method === 'reverse-incremental' && !ready.full;
  const use: [string, number][] = [];
  if (readsVm) use.push([`datastores.${disk.datastore}.read`, read]);
  if (writesVm) {
    const target = job.target?.datastore ?? disk.datastore;
    use.push([`datastores.${target}.write`, sent / job.compressionRatio]);
  } else if (!isScan) use.push([`repositories.${repository}.write`, sent * (isReverse ? 2 : 1)]);
  if (isReverse || job.type === 'restore') use.push([`repositories.${repository}.read`, sent]);
  if (job.type === 'backup-copy') use.push([`repositories.${job.source}.read`, sent]);
  return use;
}

/** Limited capacities that nothing ever reduces, and whose use the trace shows. */
function steadyCapacities({ scenario }: Night): Map<string, number> {
  const { datastores, repositories, jobs } = scenario;
  const all: [string, number][] = [];
  for (const { name, read, write, latency, productionLoad } of datastores) {
    if (productionLoad !== undefined) continue;
    if (latency === undefined) all.push([`datastores.${name}.read`, read]);
    all.push([`datastores.${name}.write`, write]);
  }
  // The trace does not show which extent a copy reads.
  const hidden = jobs.flatMap(
    ({ source }) => repositories.find(({ name }) => name === source)?.extents ?? [],
  );
  for (const { name, read, write } of repositories) {
    all.push([`repositories.${name}.write`, write]);
    if (!hidden.includes(name)) all.push([`repositories.${name}.read`, read]);
  }
  return new Map(all.filter(([, units]) => Number.isFinite(units)));
}

test('what tasks and transforms move is the integral of what datastores and repositories carried', () => {
  let checked = 0;
  holdsInDomain({ runs: 250, given: (data) => ({ ...data, clock: {} }) }, (data) => {
    const night = nightOf(data);
    const { trace, scenario, stories } = night;
    const expected = new Map<string, number>();
    const add = (name: string, units: number) => expected.set(name, (expected.get(name) ?? 0) + units);
    for (const story of stories) for (const [name, units] of useOf(night, story)) add(name, units);
    const ended = new Set(trace.flatMap((r) => (r.kind === 'transform-ended' ? [r.transform] : [])));
    const torn = new Set<string>();
    for (const r of trace) {
      if (r.kind !== 'transform-started') continue;
      const { name } = scenario.repositories[r.repository]!;
      for (const end of ['read', 'write']) {
        add(`repositories.${name}.${end}`, r.bytes);
        if (!ended.has(r.transform)) torn.add(`repositories.${name}.${end}`);
      }
    }
    const parts = trace.filter(({ kind }) => kind === 'transfer-ended' || kind === 'task-interrupted').length;
    const capacities = steadyCapacities(night);
    const names = compile(scenario, { seed: scenario.seed, replication: 0 }).resources.map(
      ({ name }) => name,
    );
    const busy = names.map(() => 0);
    for (const r of trace)
      if (r.kind === 'sample') for (const [n, s] of r.busySeconds.entries()) busy[n]! += s;
    names.forEach((name, n) => {
      const capacity = capacities.get(name);
      if (capacity === undefined || torn.has(name)) return;
      const carried = busy[n]! * capacity;
      // Every part of a transfer ends on a whole microsecond and a whole byte sent, which is four bytes of data at a ratio of 0.25.
      const rounding = (parts + 1) * (capacity * 1e-6 + 8) * 2 + carried * 1e-9;
      expect(Math.abs(carried - (expected.get(name) ?? 0)), name).toBeLessThanOrEqual(rounding);
      if (carried > 0) checked++;
    });
  });
  expect(checked).toBeGreaterThan(100);
});
