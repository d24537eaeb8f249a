import { describe, expect, test } from 'vitest';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { atInstantText } from '../../src/report/explanation/task-list.ts';
import { atInstant, interruptionsOf, lifeOf } from '../helpers/in-one-go.ts';
import { night, type Sections } from '../helpers/night.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

/** One disk of 10 GB, read in 100 s from the SAN of one site and sent over a link to the repository of another. */
const SITES: Sections = {
  transport: '{ san: { perTask: 100 MB/s } }',
  sites: '[hq, dr]',
  links: '[{ between: [hq, dr], bandwidth: 10 Gbit/s }]',
  hosts: '[{ name: esx1, site: hq }, { name: esx2, site: hq }]',
  datastores: '[{ name: ds1, site: hq, protocol: fc, maxSnapshots: unlimited }]',
  proxies:
    '[{ name: px1, site: hq, kind: physical, cores: 4, modes: [san], storage: { protocols: [fc] }, failoverToNetwork: false }]',
  repositories: '[{ name: repo, site: dr }]',
  vms: '[{ name: vm1, host: esx1, disks: [{ size: 10 GB, datastore: ds1 }] }]',
};

function interruptions(faults: string, sections: Sections = {}) {
  const explanation = explained(night({ ...SITES, ...sections, faults }));
  return interruptionsOf(explanation, explanation.chronicle.tasks[0]!);
}

describe('the interruptions of a task', () => {
  test.each([
    { fault: 'proxy-down, target: px1', by: 'proxies.px1 was down' },
    { fault: 'host-down, target: esx1', by: 'hosts.esx1 was down' },
    { fault: 'datastore-down, target: ds1', by: 'datastores.ds1 was down' },
    { fault: 'link-down, target: hq-dr', by: 'links.hq-dr was down' },
    { fault: 'repository-down, target: repo', by: 'repositories.repo was down' },
    {
      fault: 'connectivity-lost, target: px1, datastore: ds1',
      by: 'proxies.px1 did not reach datastores.ds1',
    },
  ])('name the fault that causes them: $fault', ({ fault, by }) => {
    // Down from 50 to 80 s; the connection is retried every 15 s from 50 s on, so also at 80 s.
    expect(interruptions(`[{ kind: ${fault}, at: 50s, for: 30s }]`)).toEqual([
      { fromUs: 50 * S, toUs: 80 * S, by: [by] },
    ]);
  });

  test('last until it fails, not until its disk is detached', () => {
    // Down from 50 s on: given up after half an hour, at 1850 s; then 30 s to detach.
    const explanation = explained(
      night({
        overheads: '{ base: none, hotaddDetach: 30s }',
        transport: '{ hotadd: { perTask: 100 MB/s } }',
        proxies: '[{ name: px1, host: esx1, modes: [hotadd] }]',
        faults: '[{ kind: datastore-down, target: ds1, at: 50s }]',
      }),
    );
    const [task] = explanation.chronicle.tasks;
    expect(task).toMatchObject({ transferEndUs: 1850 * S, endUs: 1880 * S });
    expect(interruptionsOf(explanation, task!)).toEqual([
      { fromUs: 50 * S, toUs: 1850 * S, by: ['datastores.ds1 was down'] },
    ]);
    expect(atInstant(explanation, task!, 1860 * S)).toMatchObject({ state: 'closing', sinceUs: 1850 * S });
  });

  test('name nothing that is not on its way or was down earlier', () => {
    const by = interruptions(
      `[
      { kind: proxy-down, target: px1, at: 20s, for: 10s },
      { kind: host-down, target: esx2, at: 50s, for: 99s },
      { kind: datastore-down, target: ds2, at: 50s, for: 99s },
      { kind: link-down, target: hq-dr, at: 60s, for: 15s }]`,
      {
        datastores: '[{ name: "ds{1..2}", site: hq, protocol: fc, maxSnapshots: unlimited }]',
      },
    );
    expect(by.map((each) => each.by)).toEqual([['proxies.px1 was down'], ['links.hq-dr was down']]);
  });

  test('name every fault, in the order in which they struck', () => {
    const faults = `[
      { kind: link-down, target: hq-dr, at: 50s, for: 30s },
      { kind: host-down, target: esx1, at: 50s, for: 10s },
      { kind: repository-down, target: repo, at: 70s, for: 25s }]`;
    expect(interruptions(faults)).toEqual([
      {
        fromUs: 50 * S,
        toUs: 95 * S,
        by: ['links.hq-dr was down', 'hosts.esx1 was down', 'repositories.repo was down'],
      },
    ]);
  });

  test('name the host of a repository’s server or gateway', () => {
    const sections = {
      transport: '{ nbd: { perTask: 100 MB/s } }',
      proxies: '[{ name: px1, host: esx1, modes: [nbd] }, { name: px2, host: esx2, enabled: false }]',
      jobs: '[{ name: night, vms: [vm1], repository: repo, run: full, proxies: [px1] }]',
    };
    const down = '[{ kind: host-down, target: esx2, at: 50s, for: 30s }]';
    const named = (repositories: string) => interruptions(down, { ...sections, repositories });
    expect(named('[{ name: repo, site: dr }]')).toEqual([]);
    expect(named('[{ name: repo, server: px2 }]')[0]?.by).toEqual(['hosts.esx2 was down']);
    expect(named('[{ name: repo, site: dr, gateway: px2 }]')[0]?.by).toEqual(['hosts.esx2 was down']);
  });

  test('in words: length and cause, and the cause at an instant', () => {
    const faults = '[{ kind: datastore-down, target: ds1, at: 50s, for: 30s }]';
    const explanation = explained(night({ ...SITES, faults }));
    const [task] = explanation.chronicle.tasks;
    const { chronicle } = explanation;
    expect(lifeText(chronicle, lifeOf(explanation, task!), 120)).toContain(
      'interrupted for 30s: datastores.ds1 was down\n',
    );
    const told = atInstant(explanation, task!, 60 * S);
    expect(told).toMatchObject({ state: 'interrupted', interruptedBy: ['datastores.ds1 was down'] });
    expect(atInstantText(chronicle, told, 120)).toContain('\n    because datastores.ds1 was down\n');
    expect(atInstant(explanation, task!, 90 * S)).toMatchObject({ state: 'transferring', interruptedBy: [] });
  });
});
