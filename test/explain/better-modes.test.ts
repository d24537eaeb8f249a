import { describe, expect, test } from 'vitest';
import { lifeText } from '../../src/report/explanation/task-life.ts';
import { lifeOf } from '../helpers/in-one-go.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { FIBRE, twoArrays } from '../helpers/two-arrays.ts';
import { explained } from './listened.ts';
import { IN_A_ROW } from './three-in-a-row.ts';

/** Why the better modes of a task were not used, by mode. `task`: its number. */
function whyNot(sections: Sections, task = 0): Record<string, string> {
  const explanation = explained(night(sections));
  const { decision } = lifeOf(explanation, explanation.chronicle.tasks[task]!);
  return Object.fromEntries((decision?.better ?? []).map(({ mode, why }) => [mode, why]));
}

const LAN = '{ name: lan, modes: [nbd] }';

describe('a disk that no proxy can ever read', () => {
  const DATASTORES = '[{ name: ds1, protocol: fc }, { name: nas, type: nfs }]';
  const SAN = '{ name: san1, modes: [san], failoverToNetwork: false, storage: { protocols: [fc] } }';
  const MIXED = '[{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: nas }] }]';
  const told = (sections: Sections) => {
    const explanation = explained(night(sections));
    const { chronicle } = explanation;
    const life = lifeOf(explanation, chronicle.tasks[0]!);
    return { life, text: lifeText(chronicle, life, 120) };
  };

  test('is told why not, mode by mode', () => {
    const { text } = told({ datastores: DATASTORES, proxies: `[${SAN}]`, vms: MIXED });
    expect(text.split('\n').slice(1, 8)).toEqual([
      'Mon 20:00:00  ready: night began',
      'Mon 20:00:00  no proxy can ever read it',
      '    not san: not all disks of v are on SAN storage',
      '    not nfs: ds1 is not an NFS datastore',
      '    not storage-snapshot: not all disks of v are on an integrated array',
      '    not hotadd: no virtual proxy of the job runs on a host of its site that mounts ds1',
      '    not nbd: no proxy of the job offers it',
    ]);
  });

  test('is not one that waits for a proxy that is down', () => {
    const { life } = told({
      proxies: '[{ name: px1 }]',
      vms: `[${vm('v', [100])}]`,
      faults: '[{ at: 0s, kind: proxy-down, target: px1 }]',
      clock: '{ horizon: 1h }',
    });
    expect([life.task.started, life.noWay]).toEqual([undefined, []]);
  });
});

describe('direct SAN is not used', () => {
  const san = (datastore: string, ...proxies: string[]) =>
    whyNot({ datastores: `[{ name: ds1, ${datastore} }]`, proxies: `[${[LAN, ...proxies].join(', ')}]` })[
      'san'
    ];

  test('if the datastore is not on SAN storage', () => {
    expect(san('type: nfs')).toBe('ds1 is not SAN storage (nfs)');
    expect(san('type: vsan')).toBe('ds1 is not SAN storage (vsan)');
  });

  test('if another disk of the VM is not on SAN storage', () => {
    const vms = `[{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`;
    const datastores = '[{ name: ds1, protocol: fc }, { name: ds2, type: nfs }]';
    expect(whyNot({ vms, datastores, proxies: `[${LAN}]` })['san']).toBe(
      'not all disks of v are on SAN storage',
    );
  });

  test('if no physical proxy has its protocol, or for iSCSI no proxy at all', () => {
    const nobody = 'no physical proxy of the job reaches ds1 over fc';
    expect(san('protocol: fc')).toBe(nobody);
    expect(san('protocol: fc', '{ name: p, kind: physical, storage: { protocols: [iscsi] } }')).toBe(nobody);
    expect(
      san(
        'protocol: fc',
        '{ name: v, kind: virtual, host: esx1, modes: [nbd], storage: { protocols: [fc] } }',
      ),
    ).toBe(nobody);
    expect(san('protocol: iscsi')).toBe('no proxy of the job reaches ds1 over iscsi');
  });

  test('if the proxies with its protocol may not, which are named unless disabled or not of the job', () => {
    const physical = (name: string, more = '') =>
      `{ name: ${name}, kind: physical, modes: [nbd], storage: { protocols: [fc] }${more} }`;
    const may = 'no physical proxy of the job reaches ds1 over fc';
    expect(san('protocol: fc', physical('p1'), physical('p2'))).toBe(
      `${may}: p1, p2 may not, or not over its fabric`,
    );
    expect(san('protocol: fc', physical('p1', ', enabled: false'))).toBe(may);
    expect(
      san(
        'protocol: iscsi',
        '{ name: v, kind: virtual, host: esx1, modes: [nbd], storage: { protocols: [iscsi] } }',
      ),
    ).toBe('no proxy of the job reaches ds1 over iscsi: v may not, or not over its fabric');
    const jobs = '[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [lan] }]';
    const others = {
      datastores: '[{ name: ds1, protocol: fc }]',
      proxies: `[${LAN}, ${physical('p1')}]`,
      jobs,
    };
    expect(whyNot(others)['san']).toBe(may);
  });

  test('if it would have to write and cannot: a restore', () => {
    const jobs = '[{ name: back, type: restore, vms: ["*"], repository: repo }]';
    const found = whyNot({ jobs, datastores: '[{ name: ds1, protocol: fc }]', proxies: `[${LAN}]` });
    expect(found['san']).toBe(
      'direct SAN writes only thick disks on their first run, or no proxy reaches the datastore',
    );
    expect(found['nfs']).toBe('ds1 is not an NFS datastore');
  });
});

test('direct NFS is not used if the datastore is not NFS, or no proxy may reach it', () => {
  const nfs = (datastore: string, ...proxies: string[]) =>
    whyNot({ datastores: `[{ name: ds1, ${datastore} }]`, proxies: `[${[LAN, ...proxies].join(', ')}]` })[
      'nfs'
    ];
  expect(nfs('protocol: fc')).toBe('ds1 is not an NFS datastore');
  expect(nfs('type: nfs')).toBe('no proxy of the job reaches ds1 over NFS');
  expect(
    nfs('type: nfs', '{ name: v, kind: virtual, host: esx1, modes: [nbd], storage: { protocols: [nfs] } }'),
  ).toBe('no proxy of the job reaches ds1 over NFS: v may not, or not over its fabric');
});

test('storage snapshots are not used if another disk of the VM was read over the network before', () => {
  // One network-mode slot, which disk 0 takes at once; the proxy that reads from the array is added at 100 s.
  const late =
    '{ name: array, kind: physical, modes: [storage-snapshot], added: 100s, storage: { protocols: [fc] } }';
  const sections = (proxies: string) => ({
    arrays: '[{ name: a1 }]',
    datastores: '[{ name: ds1, protocol: fc, array: a1 }]',
    proxies: `[${proxies}]`,
    vms: `[${vm('v', [100, 100])}]`,
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, storageSnapshots: true }]',
  });
  const lan = (slots: number) => `{ name: lan, modes: [nbd], maxConcurrentTasks: ${slots} }`;
  const before = 'a VM is read from storage snapshots as a whole, and disk 0 went by nbd before';
  expect(whyNot(sections(`${late}, ${lan(1)}`), 1)['storage-snapshot']).toBe(before);
  const nobody = "no proxy of the job may read snapshots of ds1's array";
  expect(whyNot(sections(lan(1)), 0)['storage-snapshot']).toBe(nobody);
  // For disk 0 itself there was no earlier disk.
  expect(whyNot(sections(`${late}, ${lan(1)}`), 0)['storage-snapshot']).toBe('array: offline');
  // This applies to storage snapshots only.
  expect(whyNot(sections(`${late}, ${lan(1)}`), 1)['nfs']).toBe('ds1 is not an NFS datastore');
});

test('storage snapshots need an array for all disks of the VM, and a proxy that may', () => {
  const vms = `[{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`;
  const why = (second: string) =>
    whyNot({
      vms,
      arrays: '[{ name: a }]',
      datastores: `[{ name: ds1, array: a }, { name: ds2${second} }]`,
      proxies: `[${LAN}]`,
    })['storage-snapshot'];
  expect(why('')).toBe('not all disks of v are on an integrated array');
  expect(why(', array: a')).toBe("no proxy of the job may read snapshots of ds1's array");
});

test('off-host is not used for local datastores, or without a physical proxy with the protocol', () => {
  const offHost = (datastore: string, proxies: string) =>
    whyNot({
      hosts: '[{ name: hv1, platform: hyperv, cores: 8 }]',
      datastores: `[{ name: ds1, hosts: [hv1], ${datastore} }]`,
      proxies,
      transport: '{ on-host: { perTask: 100 MB/s } }',
    })['off-host'];
  const guest = '[{ name: guest, kind: virtual, host: hv1, storage: { protocols: [fc] } }]';
  const onHost = '[]';
  expect(offHost('type: local', onHost)).toBe('ds1 is local to its host');
  expect(offHost('type: csv, owner: hv1, protocol: fc', onHost)).toBe(
    'no physical proxy of the job reaches ds1 over fc',
  );
  // A virtual proxy is not enough.
  expect(offHost('type: csv, owner: hv1, protocol: fc', guest)).toBe(
    'no physical proxy of the job reaches ds1 over fc',
  );
});

describe('candidates with a better mode that were not chosen are listed with the reason:', () => {
  const transport = '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }';

  test('a proxy that may attach no more disks', () => {
    const sections = {
      transport,
      policy: '{ hotaddMaxDisks: 1 }',
      proxies:
        '[{ name: ha, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }, { name: lan, modes: [nbd] }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    };
    expect(whyNot(sections, 1)['hotadd']).toBe('ha: hotadd-disks');
    expect(whyNot(sections, 1)['san']).not.toContain('ha:');
    expect(whyNot(sections, 0)).not.toHaveProperty('hotadd');
  });

  test('proxies that an earlier ranking key puts behind', () => {
    const sections = {
      transport,
      policy: '{ select: most-free-slots }',
      proxies:
        '[{ name: "ha{1..2}", host: esx1, modes: [hotadd], maxConcurrentTasks: 1 }, { name: lan, modes: [nbd], maxConcurrentTasks: 4 }]',
    };
    expect(whyNot(sections)['hotadd']).toBe(
      'ha1: ranked behind by an earlier key, ha2: ranked behind by an earlier key',
    );
  });
});

test('a backup copy uses no transport mode, so there is no better one', () => {
  const sections = {
    repositories: '[{ name: repo }, { name: vault }]',
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full }, { name: copy, type: backup-copy, vms: ["*"], source: repo, repository: vault, run: full }]',
  };
  expect(whyNot(sections, 1)).toEqual({});
  expect(Object.keys(whyNot(sections, 0))).toEqual(['san', 'nfs', 'storage-snapshot', 'hotadd']);
});

test('each better mode comes with the reason why it was not used', () => {
  const explanation = explained(IN_A_ROW);
  const { decision } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(decision?.better.map(({ mode }) => mode)).toEqual(['san', 'nfs', 'storage-snapshot', 'hotadd']);
  expect(decision?.better.at(3)?.why).toBe(
    'no virtual proxy of the job runs on a host of its site that mounts ds1',
  );
  expect(decision?.candidates).toHaveLength(1);
  expect(decision?.candidates[0]).toMatchObject({ place: 'px1 by nbd', chosen: true, refusedBy: null });
});

test('proxies that could reach the disk but never have enough memory for a task are named', () => {
  const ofTwoGigabytes = (rest: string) => `{ ${rest}, ram: 2 GB }`;
  const explanation = explained(
    night({
      enforceRam: 'true',
      datastores: '[{ name: ds1, protocol: fc }]',
      proxies: `[${ofTwoGigabytes('name: san1, kind: physical, storage: { protocols: [fc] }')},
        ${ofTwoGigabytes('name: "ha{1..2}", host: esx1')}, { name: lan, modes: [nbd] }]`,
    }),
  );
  const { decision } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(decision).toMatchObject({ place: 'lan by nbd', decidedBy: 'only-candidate' });
  expect(decision?.better).toContainEqual({ mode: 'san', why: 'no memory for a task at san1' });
  expect(decision?.better).toContainEqual({ mode: 'hotadd', why: 'no memory for a task at ha1, ha2' });
});

test('for a VM with disks on two arrays, the reason is the array that cannot be read', () => {
  const whole = 'a VM is read from storage snapshots as a whole';
  const why = (sections: Sections) => {
    const explanation = explained(night(sections));
    return explanation.chronicle.tasks.map((task) => {
      const { decision } = lifeOf(explanation, task);
      return decision?.better.find(({ mode }) => mode === 'storage-snapshot')?.why;
    });
  };
  // The proxy may use storage snapshots only, because otherwise the first disk would be read by direct SAN, which is no worse.
  const net = FIBRE.replace('storage:', 'modes: [storage-snapshot], storage:');
  expect(why(twoArrays(`[${net}]`))).toEqual([
    `${whole}, and no proxy of the job can read those of ip1`,
    "no proxy of the job may read snapshots of ip1's array",
  ]);
});
