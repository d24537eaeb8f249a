import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { FIBRE, IP, twoArrays } from '../../helpers/two-arrays.ts';
import { found, warnings } from './warnings.ts';

test('disks that no proxy can ever read are one finding per job, at their first VM', () => {
  const found = warnings({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: lost, type: local, hosts: [esx2] }]',
    proxies: '[{ name: ha, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }]',
    vms: `[${vm('ok', [1])}, ${vm('x', [1, 2], 'lost')}]`,
  });
  expect(found).toEqual([
    "warning unreachable-disk at vms.x: No proxy of job 'night' can ever read disk 0, 1 of 'x': it will be left unfinished.",
  ]);
});

test('jobs are judged each by its own disks', () => {
  const found = warnings({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: lost, hosts: [esx2] }]',
    proxies: '[{ name: ha, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }]',
    vms: `[${vm('x', [1], 'lost')}, ${vm('ok', [1])}]`,
    jobs: '[{ name: first, vms: [x], repository: repo }, { name: second, vms: [ok], repository: repo }]',
  });
  expect(found).toEqual([
    "warning unreachable-disk at vms.x: No proxy of job 'first' can ever read disk 0 of 'x': it will be left unfinished.",
  ]);
});

test('where all proxies that could read a disk are switched off, the hint names them', () => {
  const hint = (proxies: string, rest = '') =>
    found({ proxies, jobs: `[{ name: night, vms: ["*"], repository: repo${rest} }]` }).map((d) => d.hint);
  const off = "All proxies that could are switched off: 'px1', 'px2'. Leave 'enabled: false' out.";
  expect(hint('[{ name: "px{1..2}", enabled: false }]')).toEqual([off]);
  const list = '[{ name: "px{1..2}", enabled: false }, { name: px3 }]';
  expect(hint(list, ', proxies: [px1, px2]')).toEqual([off]);
  expect(hint(list)).toEqual([]);
});

test("where only the VM's other disks rule out direct SAN, the hint says so", () => {
  const hints = (datastore: string, proxies: string) =>
    found({
      datastores: '[{ name: ds1 }, { name: nas, type: nfs }]',
      proxies: `[{ name: px1, failoverToNetwork: false, ${proxies} }]`,
      vms: `[{ name: a, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ${datastore} }] }]`,
    }).flatMap(({ code, hint }) => (code === 'unreachable-disk' ? [hint] : []));
  const san = 'modes: [san], storage: { protocols: [fc] }';
  expect(hints('nas', san)).toEqual([
    "Direct SAN reads all disks of a VM or none, and 'nas' is no SAN storage. Allow network mode, or move those disks to SAN storage.",
  ]);
  expect(hints('ds1', san)).toEqual([]);
  // Here no disk could be read by SAN anyway.
  expect(hints('nas', 'modes: [san], storage: { protocols: [iscsi] }')).toEqual([
    'Give a proxy a path to its datastore, allow network mode, or widen the proxy list of the job.',
  ]);
});

test('on Hyper-V the hint names the host that works on the volume itself, for there is no network mode', () => {
  const hints = (job: string) =>
    found({
      hosts: '[{ name: "hv{1..3}", platform: hyperv, cluster: c }]',
      datastores: '[{ name: csv1, type: csv, owner: hv2 }, { name: csv3, type: csv, owner: hv3 }]',
      proxies: '[]',
      vms: '[{ name: a, host: hv1, disks: [{ size: 1 GB, datastore: csv1 }] }]',
      jobs: `[{ name: night, vms: [a], ${job} }]`,
    }).map(({ code, hint }) => `${code}: ${hint}`);
  expect(hints('repository: repo, proxies: [hv1]')).toEqual([
    "unreachable-disk: 'hv2' reads 'csv1' on-host: add it to the proxies of the job, or a proxy whose storage ports reach it.",
  ]);
  expect(hints('repository: repo, proxies: [hv2]')).toEqual([]);
  const target = 'type: replication, target: { datastore: csv3, host: hv1, proxies: [hv1] }';
  expect(hints(`${target}, repository: repo`)).toEqual([
    "unreachable-disk: 'hv3' writes to 'csv3' on-host: add it to the proxies of the target.",
  ]);
});

test('the datastores of such disks are noted where they are declared, at most four places', () => {
  const notes = (sections: Sections) =>
    found(sections)
      .filter(({ code }) => code === 'unreachable-disk')
      .flatMap((finding) => finding.notes ?? [])
      .map(({ message, span }) => `${span!.source.text.slice(span!.start, span!.end)}: ${message}`);
  const lost = (datastores: string, names: readonly string[]) => ({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: `[{ name: ds1, hosts: [esx1] }, ${datastores}]`,
    proxies: '[{ name: ha, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }]',
    vms: `[${vm('ok', [1])}, ${names.map((name) => vm(`on-${name}`, [1], name)).join(', ')}]`,
  });
  expect(
    notes(
      lost('{ name: "l{1..6}", hosts: [esx2] }, { name: far, hosts: [esx2] }', [
        'l1',
        'l2',
        'l3',
        'l4',
        'l5',
        'far',
      ]),
    ),
  ).toEqual([
    "\"l{1..6}\": Disks that nobody can read are on 'l1', 'l2', 'l3', 'l4' and 1 more.",
    "far: Disks that nobody can read are on 'far'.",
  ]);
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  const apart = six.map((name) => `{ name: ${name}, hosts: [esx2] }`).join(', ');
  expect(notes(lost(apart, six))).toEqual([
    "a: Disks that nobody can read are on 'a'.",
    "b: Disks that nobody can read are on 'b'.",
    "c: Disks that nobody can read are on 'c'.",
    "d: Disks that nobody can read are on 'd', and 2 more places.",
  ]);
  const restore = {
    jobs: '[{ name: back, type: restore, vms: [x], repository: repo, target: { datastore: far } }]',
  };
  expect(
    notes({ ...lost('{ name: far, hosts: [esx2] }', ['x']), ...restore, vms: `[${vm('x', [1])}]` }),
  ).toEqual(["far: Disks that nobody can write go to 'far'."]);
});

test('a VM on two arrays has no place to read snapshots at, unless each is mounted by a proxy that takes tasks', () => {
  const only = (proxy: string, more = '') =>
    proxy.replace('storage:', `modes: [storage-snapshot], failoverToNetwork: false, ${more}storage:`);
  const lost = [
    "warning unreachable-disk at vms.v: No proxy of job 'night' can ever read disk 0, 1 of 'v': it will be left unfinished.",
  ];
  const both = `[${only(FIBRE)}, ${only(IP)}]`;
  expect(warnings(twoArrays(`[${only(FIBRE)}]`))).toEqual(lost);
  expect(warnings(twoArrays(both, ', proxies: [fibre]'))).toEqual(lost);
  expect(warnings(twoArrays(both))).toEqual([]);
  const small = twoArrays(`[${only(FIBRE)}, ${only(IP, 'ram: 2 GB, ')}]`);
  expect(warnings({ ...small, enforceRam: 'true' })).toContain(lost[0]);
  // The run says the same.
  expect(runText(night(small)).tasks.map(({ result }) => result)).toEqual(['success', 'success']);
  const run = runText(night({ ...small, enforceRam: 'true' }));
  expect(run.tasks.map(({ result }) => result)).toEqual(['unfinished', 'unfinished']);
});

describe('disks that no proxy can write', () => {
  const sections = (proxies: string, job: string): Sections => ({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
    proxies: `[{ name: px1, host: esx1, maxConcurrentTasks: 2 }, ${proxies}]`,
    ...(job.includes('repository:') ? {} : { repositories: '[]' }),
    jobs: `[${job}]`,
  });
  const replica =
    '{ name: replica, type: replication, vms: ["*"], proxies: [px1], target: { datastore: ds2, proxies: [px2] } }';
  const stuck = '{ name: px2, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }';

  test('are named for the job that writes', () => {
    expect(warnings(sections(stuck, replica))).toEqual([
      "warning unreachable-disk at vms.vm1: No proxy of job 'replica' can ever write disk 0 of 'vm1': it will be left unfinished.",
    ]);
    expect(warnings(sections('{ name: px2, host: esx2, maxConcurrentTasks: 2 }', replica))).toEqual([]);
  });

  test('do not include those that no proxy can read, as a restore need not read them', () => {
    const restore = '{ name: back, type: restore, vms: ["*"], repository: repo, target: { datastore: ds2 } }';
    const onlyThere = {
      ...sections(stuck, restore),
      proxies:
        '[{ name: px2, host: esx2, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }]',
    };
    expect(warnings(onlyThere)).toEqual([]);
  });
});

describe('disks that are reached but never taken', () => {
  const unreachable = (sections: Sections) =>
    warnings(sections).filter((text) => text.includes('unreachable-disk'));
  const said = (what: string) => [
    `warning unreachable-disk at vms.vm1: No proxy of job ${what}: it will be left unfinished.`,
  ];

  test('are one finding per job and reason: a few VMs are named, the rest is counted', () => {
    const many = (count: number) =>
      unreachable({
        enforceRam: 'true',
        proxies: '[{ name: px1, ram: 2 GB, maxConcurrentTasks: 1 }]',
        vms: `[{ name: "vm{1..${count}}", disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds1 }] }]`,
      });
    const first = "'night' has the memory to take disk 0, 1 of 'vm1', and memory is enforced";
    const and = (rest: string) => [`${said(first)[0]!} The same is true of disks of ${rest}.`];
    expect(many(1)).toEqual(said(first));
    expect(many(2)).toEqual(and("'vm2'"));
    expect(many(5)).toEqual(and("'vm2', 'vm3', 'vm4', 'vm5'"));
    expect(many(105)).toEqual(and("'vm2', 'vm3', 'vm4', 'vm5' and 100 more"));
  });

  test('for want of memory, where it is enforced and the policy asks for it', () => {
    const small: Sections = {
      enforceRam: 'true',
      proxies: '[{ name: px1, ram: 2 GB, maxConcurrentTasks: 1 }]',
    };
    expect(unreachable(small)).toEqual(
      said("'night' has the memory to take disk 0 of 'vm1', and memory is enforced"),
    );
    expect(unreachable({ ...small, enforceRam: 'false' })).toEqual([]);
    expect(unreachable({ ...small, policy: '{ filters: [hotadd-disks] }' })).toEqual([]);
    const beside = '[{ name: px1, ram: 2 GB }, { name: px2, ram: 3 GB, maxConcurrentTasks: 1 }]';
    expect(unreachable({ ...small, proxies: beside })).toEqual([]);
  });

  test('as hot-add from their own host is the only way', () => {
    const elsewhere: Sections = {
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      proxies: '[{ name: px1, host: esx2, modes: [hotadd], failoverToNetwork: false }]',
      vms: `[${vm('vm1', [1], 'ds1', 'host: esx1')}]`,
    };
    const policy = '{ sameHostHotAdd: 2 }';
    expect(unreachable({ ...elsewhere, policy })).toEqual(
      said(
        "'night' on the VM's own host can read disk 0 of 'vm1', and sameHostHotAdd allows hot-add from no other",
      ),
    );
    expect(unreachable(elsewhere)).toEqual([]);
    // A VM beside it on the proxy's own host has the same places, and is read.
    const vms = `[${vm('near', [1], 'ds1', 'host: esx2')}, ${vm('vm1', [1], 'ds1', 'host: esx1')}]`;
    expect(unreachable({ ...elsewhere, policy, vms })).toEqual(unreachable({ ...elsewhere, policy }));
  });

  test('as the ends of a replication never fit beside each other', () => {
    const replica = (rest: Sections): Sections => ({
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      jobs: '[{ name: replica, type: replication, vms: ["*"], target: { datastore: ds2 } }]',
      ...rest,
    });
    const memory = replica({
      enforceRam: 'true',
      proxies: '[{ name: px1, ram: 3 GB, maxConcurrentTasks: 2 }]',
    });
    expect(unreachable(memory)).toEqual(
      said("'replica' has the memory to take disk 0 of 'vm1', and memory is enforced"),
    );
    const hosts = '[{ name: esx1, nbdMaxDisks: 1 }]';
    expect(unreachable(replica({ hosts }))).toEqual(
      said(
        "'replica' has two connections to read and write disk 0 of 'vm1', as nbdMaxDisks of its host is 1",
      ),
    );
    const attached = replica({
      proxies: '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 2 }]',
      policy: '{ hotaddMaxDisks: 1 }',
    });
    expect(unreachable(attached)).toEqual(
      said(
        "'replica' can attach two disks at once to read and write disk 0 of 'vm1', as hotaddMaxDisks is 1",
      ),
    );
  });

  test('are left unfinished as predicted, in a session that ends', () => {
    const run = runText(
      night({ enforceRam: 'true', proxies: '[{ name: px1, ram: 2 GB, maxConcurrentTasks: 1 }]' }),
    );
    expect(run.summary.totals).toMatchObject({ tasks: 1, unfinished: 1 });
    expect(run.sessions[0]).toMatchObject({ result: 'failed', endSeconds: 0 });
  });
});

describe('a disk that is read and written by a proxy each', () => {
  const proxies = (list: string): Sections => ({
    datastores: '[{ name: ds1 }, { name: ds2 }]',
    proxies: `[${list}]`,
    repositories: '[]',
    jobs: '[{ name: replica, type: replication, vms: ["*"], target: { datastore: ds2 } }]',
  });

  test('needs two slots where one proxy is both', () => {
    expect(warnings(proxies('{ name: px1, maxConcurrentTasks: 1 }'))).toEqual([
      "warning unreachable-disk at vms.vm1: No proxy of job 'replica' has the two slots to read and write disk 0 of 'vm1', and there is only one for both: it will be left unfinished.",
    ]);
    expect(warnings(proxies('{ name: px1, maxConcurrentTasks: 2 }'))).toEqual([]);
    expect(
      warnings(proxies('{ name: px1, maxConcurrentTasks: 1 }, { name: px2, enabled: false }')),
    ).toHaveLength(1);
  });

  test('needs one on each of two', () => {
    const each = proxies('{ name: "px{1..2}", maxConcurrentTasks: 1 }');
    expect(warnings(each)).toEqual([]);
    // Only px1 may write, so px2 reads: that px1 cannot be both is no harm.
    const jobs =
      '[{ name: replica, type: replication, vms: ["*"], target: { datastore: ds2, proxies: [px1] } }]';
    expect(warnings({ ...each, jobs })).toEqual([]);
  });
});
