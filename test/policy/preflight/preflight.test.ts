import { describe, expect, test } from 'vitest';
import { preflight } from '../../../src/policy/preflight/preflight.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { modelOf, night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { FIBRE, IP, twoArrays } from '../../helpers/two-arrays.ts';

const found = (sections: Sections) => {
  const model = modelOf(sections);
  const resolved = resolvePolicy(model.scenario.policy);
  if (!resolved.ok) throw new Error('no such policy');
  return preflight(model, resolved.policy);
};
const warnings = (sections: Sections) =>
  found(sections).map((d) => `${d.severity} ${d.code} at ${d.path}: ${d.message}`);

test('a sound scenario gets no warning', () => {
  expect(warnings({})).toEqual([]);
});

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

test('where all proxies that could read a disk are switched off, the hint names them', () => {
  const hint = (proxies: string, rest = '') =>
    found({ proxies, jobs: `[{ name: night, vms: ["*"], repository: repo${rest} }]` }).map((d) => d.hint);
  const off = "All proxies that could are switched off: 'px1', 'px2'. Leave 'enabled: false' out.";
  expect(hint('[{ name: "px{1..2}", enabled: false }]')).toEqual([off]);
  const list = '[{ name: "px{1..2}", enabled: false }, { name: px3 }]';
  expect(hint(list, ', proxies: [px1, px2]')).toEqual([off]);
  expect(hint(list)).toEqual([]);
});

describe('modes that no proxy of a kind can use', () => {
  const MIXED = {
    hosts: '[{ name: esx1 }, { name: hv1, platform: hyperv }]',
    datastores: '[{ name: ds1, hosts: [esx1], maxSnapshots: unlimited }]',
    vms: `[${vm('x', [1], 'ds1', 'host: esx1')}]`,
  };
  const mixed = (...proxies: string[]) =>
    found({ ...MIXED, proxies: `[${proxies.join(', ')}]` })
      .filter(({ code }) => code === 'modes-without-use')
      .map(({ message, hint, path }) => `${path}: ${message} ${hint}`);
  const san = (name: string, more: string) => `{ name: ${name}, storage: { protocols: [fc] }, ${more} }`;

  test('are reported with the proxies they do not serve, what those do instead, what they could use, and which proxies the modes are for', () => {
    expect(
      mixed(
        '{ name: px1, host: esx1, modes: [hotadd] }',
        '{ name: px2, host: esx1 }',
        san('san1', 'modes: [hotadd]'),
        san('san2', 'modes: [hotadd]'),
        san('san3', 'modes: [hotadd], failoverToNetwork: false'),
        san('off1', 'modes: [hotadd], platform: hyperv'),
        san('gone', 'modes: [hotadd], enabled: false'),
      ),
    ).toEqual([
      "proxies.san1: Modes hotadd are of no use to the physical vSphere proxies 'san1', 'san2': they read over the network. Usable there: san, nfs, storage-snapshot, nbd, nbdssl. Set hotadd only for 'px1'.",
      "proxies.san3: Modes hotadd are of no use to the physical vSphere proxy 'san3': it never takes a task. Usable there: san, nfs, storage-snapshot, nbd, nbdssl. Set hotadd only for 'px1'.",
      "proxies.off1: Modes hotadd are of no use to the physical Hyper-V proxy 'off1': it never takes a task. Usable there: off-host. Set hotadd only for 'px1'.",
    ]);
  });

  test('are not reported where one of them can be used, nor for hosts, which have modes of their own', () => {
    expect(
      mixed(
        '{ name: px1, host: esx1, modes: [hotadd] }',
        san('san1', 'modes: [hotadd, nbdssl]'),
        san('off1', 'modes: [off-host, nbd], platform: hyperv'),
      ),
    ).toEqual([]);
  });
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

test('more slots than cores are reported, one slot per core is not', () => {
  expect(
    warnings({ proxies: '[{ name: a, cores: 4, maxConcurrentTasks: 5 }, { name: b, cores: 4 }]' }),
  ).toEqual(["warning oversubscribed at proxies.a: Proxy 'a' takes 5 tasks on 4 cores."]);
});

test('one core is singular', () => {
  expect(warnings({ proxies: '[{ name: a, cores: 1, maxConcurrentTasks: 2 }]' })).toEqual([
    "warning oversubscribed at proxies.a: Proxy 'a' takes 2 tasks on 1 core.",
  ]);
});

test('a proxy that is switched off takes no tasks, so neither its slots nor its memory are reported', () => {
  const off = '{ name: off, cores: 1, ram: 2 GB, maxConcurrentTasks: 4, enabled: false }';
  expect(warnings({ proxies: `[{ name: px1 }, ${off}]` })).toEqual([]);
});

test('every warning comes with advice', () => {
  const all = found({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    latencyControl: 'true',
    datastores:
      '[{ name: ds1, latency: { base: 20ms } }, { name: one, hosts: [esx1] }, { name: pool, type: vsan, latency: { base: 1ms } }]',
    proxies: '[{ name: a, cores: 1, ram: 2 GB, maxConcurrentTasks: 2 }, { name: off, enabled: false }]',
    repositories: '[{ name: repo, affinity: [off] }]',
    vms: `[${vm('in', [100])}, ${vm('out', [1])}, ${vm('blind', [1], 'one', 'host: esx2')}]`,
    jobs: '[{ name: night, vms: [in], repository: repo, run: full, window: 5 min }]',
  });
  expect(new Set(all.map(({ code }) => code))).toEqual(
    new Set([
      'oversubscribed',
      'ram-short',
      'affinity-not-honoured',
      'vm-in-no-job',
      'datastore-not-visible',
      'datastore-never-calm',
      'latency-not-controlled',
      'window-shorter-than-disk',
    ]),
  );
  for (const { code, hint } of all) expect(`${code}: ${hint}`).toMatch(/^[a-z-]+: [A-Z].{30,}\.$/);
});

test('memory for 2 GB and 1 GB per slot is enough, a gigabyte less is reported', () => {
  const proxies =
    '[{ name: enough, cores: 4, ram: 6 GB }, { name: short, cores: 4, ram: 5 GB }, { name: unlimited, cores: 4 }]';
  expect(warnings({ proxies })).toEqual([
    "warning ram-short at proxies.short: Proxy 'short' needs 6 GB for 4 tasks and has 5 GB.",
  ]);
});

test('memory that is declared in GiB is reported in GB, rounded', () => {
  // 2 x 2^30 = 2,147,483,648 bytes.
  expect(warnings({ proxies: '[{ name: a, cores: 4, ram: 2 GiB }]' })).toEqual([
    "warning ram-short at proxies.a: Proxy 'a' needs 6 GB for 4 tasks and has 2.15 GB.",
  ]);
});

test('a Hyper-V host that is short of memory is called a host', () => {
  const sections = {
    hosts: '[{ name: hv1, platform: hyperv, cores: 4, ram: 5 GB }]',
    datastores: '[{ name: ds1, type: csv }]',
    proxies: '[]',
  };
  expect(warnings(sections)).toEqual([
    "warning ram-short at hosts.hv1: Host 'hv1' needs 6 GB for 4 tasks and has 5 GB.",
  ]);
});

test('the advice says what happens to a proxy that is short of memory', () => {
  const advice = (ram: string, enforceRam: string, cores = '') =>
    found({ proxies: `[{ name: px1, maxConcurrentTasks: 3, ram: ${ram}${cores} }]`, enforceRam })
      .filter(({ code }) => code === 'ram-short')
      .map(({ hint }) => hint);
  expect(advice('4 GB', 'false', ', cores: 4')).toEqual([
    'It slows down once the tasks outgrow the memory: 2 GB plus 1 GB per task.',
  ]);
  expect(advice('4 GB', 'false')).toEqual([
    "Without its 'cores', tasks that outgrow the memory (2 GB plus 1 GB per task) cost nothing: give them to see it slow down.",
  ]);
  expect(advice('4 GB', 'true')).toEqual([
    'Memory is enforced, 2 GB plus 1 GB per task: it never takes more than 2 at once.',
  ]);
  expect(advice('2.5 GB', 'true')).toEqual([
    'Memory is enforced, 2 GB plus 1 GB per task: it never takes a task.',
  ]);
});

test('V36: an affinity to a proxy that is switched off is reported as not honoured', () => {
  const found = warnings({
    proxies: '[{ name: on }, { name: off, enabled: false }]',
    repositories: '[{ name: repo, affinity: [off, on] }]',
  });
  expect(found).toEqual([
    "warning affinity-not-honoured at repositories.repo: Repository 'repo' prefers off, which is switched off: other proxies are used.",
  ]);
  const both = warnings({
    proxies: '[{ name: on }, { name: "off{1..2}", enabled: false }]',
    repositories: '[{ name: repo, affinity: ["off{1..2}"] }]',
  });
  expect(both[0]).toContain('prefers off1, off2, which');
});

test('VMs that no job covers are counted', () => {
  const jobs = '[{ name: night, vms: [a], repository: repo }]';
  expect(warnings({ vms: `[${vm('a', [1])}, ${vm('b', [1])}]`, jobs })).toEqual([
    "warning vm-in-no-job at vms.b: 'b' is in no job.",
  ]);
  expect(warnings({ vms: `[${vm('a', [1])}, ${vm('b', [1])}, ${vm('c', [1])}]`, jobs })).toEqual([
    "warning vm-in-no-job at vms.b: 'b' and 1 more are in no job.",
  ]);
});

test('a VM whose host does not mount the datastore of a disk is named, the others are counted', () => {
  const hosts = '[{ name: esx1 }, { name: esx2 }]';
  const datastores = '[{ name: both }, { name: one, hosts: [esx1] }]';
  const on = (name: string, host: string, datastore: string) => vm(name, [1], datastore, `host: ${host}`);
  const fine = [on('a', 'esx1', 'one'), on('b', 'esx2', 'both')];
  expect(warnings({ hosts, datastores, vms: `[${fine.join(', ')}]` })).toEqual([]);
  const elsewhere = '[{ name: one, hosts: [esx2] }]';
  expect(warnings({ hosts, datastores: elsewhere, vms: `[${on('e', 'esx1', 'one')}]` })).toEqual([
    "warning datastore-not-visible at vms.e: 'e' runs on 'esx1', which does not mount 'one' of its disks.",
  ]);
  const blind = [...fine, on('c', 'esx2', 'one'), on('d', 'esx2', 'one')];
  expect(warnings({ hosts, datastores, vms: `[${blind.join(', ')}]` })).toEqual([
    "warning datastore-not-visible at vms.c: 'c' runs on 'esx2', which does not mount 'one' of its disks. The same is true of 1 more VM.",
  ]);
});

test('a Hyper-V host with more slots than cores is reported as a host', () => {
  const found = warnings({
    hosts: '[{ name: hv1, platform: hyperv, cores: 2 }]',
    datastores: '[{ name: ds1, type: csv, protocol: fc }]',
    proxies: '[]',
    vms: '[{ name: a, platform: hyperv, disks: [{ size: 1 GB, datastore: ds1 }] }]',
  });
  expect(found).toEqual(["warning oversubscribed at hosts.hv1: Host 'hv1' takes 4 tasks on 2 cores."]);
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

describe('latency control of storage that it does not support', () => {
  const asked = (type: string, more = '', latencyControl = 'true') =>
    warnings({ datastores: `[{ name: ds1, type: ${type}${more} }]`, latencyControl });

  test.each(['vsan', 'vvol'])(
    'is reported for a %s with a latency, also one that would never let a task start',
    (type) => {
      expect(asked(type, ', latency: { base: 30ms }')).toEqual([
        `warning latency-not-controlled at datastores.ds1: Latency control does nothing on 'ds1': the product does not support it on datastores of type '${type}'.`,
      ]);
    },
  );

  test('is not reported where there is no latency to control, or no control is asked for', () => {
    expect(asked('vsan')).toEqual([]);
    expect(asked('vsan', ', latency: { base: 30ms }', 'false')).toEqual([]);
    expect(asked('nfs', ', latency: { base: 1ms }')).toEqual([]);
  });
});

describe('a datastore whose latency never lets a task start', () => {
  const restless = (latency: string, changes: Sections = {}) =>
    warnings({ datastores: `[{ name: ds1, latency: ${latency} }]`, ...changes });
  const said = [
    "warning datastore-never-calm at datastores.ds1: No task that reads 'ds1' ever starts: its latency without backup is never below 20ms, and starts stop at 20ms.",
  ];

  test('is reported where base and production reach the threshold at every time of day', () => {
    expect(restless('{ base: 20ms }')).toEqual(said);
    expect(restless('{ base: 5ms, production: 15ms }')).toEqual(said);
    expect(restless('{ base: 20ms, production: { "08:00-20:00": 10ms } }')).toEqual(said);
  });

  test('is not reported where there is a calm hour, or nothing asks for its latency', () => {
    expect(restless('{ base: 19ms, perTask: 10ms }')).toEqual([]);
    expect(restless('{ base: 5ms, production: { "00:00-23:00": 20ms } }')).toEqual([]);
    expect(restless('{ base: 20ms }', { latencyControl: '{ stop: 21ms }' })).toEqual([]);
    expect(restless('{ base: 20ms }', { latencyControl: 'false' })).toEqual([]);
    expect(restless('{ base: 20ms }', { policy: '{ filters: [datastore-snapshots] }' })).toEqual([]);
    const datastores = '[{ name: ds1 }, { name: busy, latency: { base: 20ms } }]';
    expect(warnings({ datastores })).toEqual([]);
  });

  test('is right: its tasks are left unfinished, with or without a calendar, and the run ends', () => {
    for (const schedule of ['', ', schedule: { daily: "22:00" }']) {
      const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full${schedule} }]`;
      const { summary } = runText(night({ datastores: '[{ name: ds1, latency: { base: 20ms } }]', jobs }));
      expect(summary.totals).toMatchObject({ tasks: 1, unfinished: 1 });
      expect(summary.totals.events).toBeLessThan(20);
    }
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
    expect(warnings(proxies('{ name: "px{1..2}", maxConcurrentTasks: 1 }'))).toEqual([]);
  });
});

describe('a window that the longest disk of its job outlasts alone', () => {
  /** One disk of 100 GB over network mode at 100 MB/s, so 1000 s, unless told otherwise. */
  const tight = (window: string, changes: Sections = {}, job = 'run: full') =>
    warnings({
      jobs: `[{ name: night, vms: ["*"], repository: repo, ${job}, window: ${window} }]`,
      ...changes,
    });
  const said = (window: string, disk: string, takes: string) => [
    `warning window-shorter-than-disk at jobs.night: Job 'night' has a window of ${window}, and disk ${disk} alone takes ${takes} in its first session.`,
  ];

  test('is reported with the disk and its time, to the microsecond', () => {
    expect(tight('1000s')).toEqual([]);
    expect(tight('999s')).toEqual(said('16m 39s', "0 of 'vm1'", '16m 40s'));
  });

  test('counts the time that the job takes to prepare a VM', () => {
    const job = 'run: full, vmPrepare: 2 min';
    expect(tight('1120s', {}, job)).toEqual([]);
    expect(tight('1119s', {}, job)).toEqual(said('18m 39s', "0 of 'vm1'", '18m 40s'));
  });

  test('counts the largest of many disks', () => {
    const vms = `[${vm('a', [10, 90])}, ${vm('b', [50])}]`;
    expect(tight('10 min', { vms })).toEqual(said('10m', "1 of 'a'", '15m'));
  });

  test('counts what comes before the transfer: init, prepare, snapshot, opening', () => {
    // 15 + 15 + 5 + 2 s before 1000 s.
    expect(tight('1037s', { overheads: 'default' })).toEqual([]);
    expect(tight('1036s', { overheads: 'default' })).toHaveLength(1);
  });

  test('takes the fastest of all ways', () => {
    const transport = '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }';
    const proxies = '[{ name: px1, maxConcurrentTasks: 4 }, { name: ha, host: esx1, maxConcurrentTasks: 1 }]';
    expect(tight('500s', { transport, proxies })).toEqual([]);
    expect(tight('499s', { transport, proxies })).toHaveLength(1);
  });

  test('leaves out ways that can never be taken', () => {
    const transport = '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }';
    // Hot-add takes 500 s, but has no memory for a task, or is of another host than the VM's; the network takes 1000 s.
    const poor: Sections = {
      transport,
      enforceRam: 'true',
      proxies:
        '[{ name: px1, kind: physical, ram: 3 GB, maxConcurrentTasks: 1 }, { name: ha, host: esx1, ram: 2 GB }]',
    };
    const about = (sections: Sections) =>
      tight('999s', sections).filter((text) => text.includes('window-shorter'));
    expect(about(poor)).toEqual(said('16m 39s', "0 of 'vm1'", '16m 40s'));
    expect(about({ ...poor, policy: '{ filters: [hotadd-disks] }' })).toEqual([]);
    const elsewhere: Sections = {
      transport,
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      proxies: '[{ name: ha, host: esx2, maxConcurrentTasks: 4 }]',
      vms: `[${vm('vm1', [100], 'ds1', 'host: esx1')}]`,
    };
    expect(about({ ...elsewhere, policy: '{ sameHostHotAdd: 2 }' })).toEqual(
      said('16m 39s', "0 of 'vm1'", '16m 40s'),
    );
    expect(about(elsewhere)).toEqual([]);
  });

  test('leaves out pairs of ends that never fit beside each other', () => {
    // By hot-add at both ends of one proxy 500 s, which hotaddMaxDisks never allows; one end over the network takes 1000 s.
    const replica: Sections = {
      transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 200 MB/s } }',
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      proxies: '[{ name: px1, host: esx1, maxConcurrentTasks: 2 }]',
      repositories: '[]',
      jobs: '[{ name: night, type: replication, vms: ["*"], target: { datastore: ds2 }, run: full, window: 999s }]',
    };
    expect(warnings({ ...replica, policy: '{ hotaddMaxDisks: 1 }' })).toEqual(
      said('16m 39s', "0 of 'vm1'", '16m 40s'),
    );
    expect(warnings(replica)).toEqual([]);
  });

  test('looks at what the first session reads: an increment of 5 GB takes 50 s', () => {
    expect(tight('50s', {}, 'run: incremental')).toEqual([]);
    expect(tight('49s', {}, 'run: incremental')).toHaveLength(1);
  });

  test('counts the write stream, and the two ends of a replication', () => {
    // Half of what is read goes to the stream: 100 GB at twice 20 MB/s.
    const repositories = '[{ name: repo, perStream: 20 MB/s }]';
    expect(tight('2500s', { repositories })).toEqual([]);
    expect(tight('2499s', { repositories })).toHaveLength(1);
    // Written as it was read, at 50 MB/s.
    const datastores = '[{ name: ds1 }, { name: ds2, write: 50 MB/s }]';
    const jobs = (window: string) =>
      `[{ name: night, type: replication, vms: ["*"], target: { datastore: ds2 }, run: full, window: ${window} }]`;
    const none = { datastores, repositories: '[]' };
    expect(warnings({ ...none, jobs: jobs('2000s') })).toEqual([]);
    expect(warnings({ ...none, jobs: jobs('1999s') })).toHaveLength(1);
  });

  test('is right: the run does what was predicted', () => {
    const overrun = (window: string) => {
      const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, window: ${window} }]`;
      return runText(night({ jobs, overheads: 'default' })).summary.totals.failed;
    };
    expect([overrun('1037s'), overrun('1036s')]).toEqual([0, 1]);
  });
});
