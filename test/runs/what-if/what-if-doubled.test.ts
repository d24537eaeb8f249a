import { describe, expect, test } from 'vitest';
import { doublingsOf } from '../../../src/runs/what-if/doubling.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

/** Four disks of 60 GB, one slot, 100 MB/s from the datastore: 600 s each, one after another. */
const NIGHT = `
version: 1
overheads: none
profile: { full: 10 GB/s, incremental: 10 GB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 100 MB/s }]
proxies: [{ name: px1, kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 1 }]
repositories: [{ name: repo1, write: 1 GB/s, maxConcurrentTasks: 10, perVmFiles: true }]
vms: [{ name: "a{1..4}", host: esx1, disks: [{ size: 60 GB, used: 60 GB, datastore: ds1 }] }]
jobs: [{ name: nightly, vms: ["a*"], repository: repo1, run: full, compression: none }]
`;
const BY_SAN = NIGHT.replace('kind: virtual, host: esx1', 'kind: physical, storage: { protocols: [fc] }');
const PAIR = NIGHT.replace('name: px1,', 'name: "px{1..2}",');
/** Each disk at 50 MB/s, because of one part: 1200 s each. Twice that part, and the datastore's 100 MB/s limits: 600 s each. */
const LIMITED: readonly (readonly [what: string, text: string])[] = [
  ['repositories.repo1.network', NIGHT.replace('write: 1 GB/s', 'write: 1 GB/s, network: 400 Mbit/s')],
  [
    'repositories.repo1.ingestWrite',
    NIGHT.replace('write: 1 GB/s', 'write: 1 GB/s, ingest: { write: 50 MB/s }'),
  ],
  ['proxies.px1.storage', BY_SAN.replace('[fc]', '[fc], bandwidth: 400 Mbit/s')],
  [
    'fabrics.san.bandwidth',
    `${BY_SAN.replace('protocol: fc', 'protocol: fc, fabric: san')}fabrics: [{ name: san, bandwidth: 400 Mbit/s }]\n`,
  ],
  [
    'throttles.slow.rate',
    `${NIGHT.replace('name: repo1,', 'name: repo1, site: b,').replaceAll(/name: (esx1|ds1|px1)/g, '$&, site: a')}sites: [a, b]
links: [{ between: [a, b] }]
throttles: [{ name: slow, between: [a, b], rate: 50 MB/s }]\n`,
  ],
];
/** The same, because of what one task gets: a second slot helps as well. Without compression a core processes 35 / 0.7 = 50 MB/s. */
const OF_ONE_TASK: typeof LIMITED = [
  [
    'proxies.px1.speed',
    NIGHT.replace('full: 10 GB/s, incremental: 10 GB/s', 'full: 35 MB/s, incremental: 35 MB/s'),
  ],
  ['repositories.repo1.perStream', NIGHT.replace('write: 1 GB/s', 'write: 1 GB/s, perStream: 50 MB/s')],
];
/** Hosts read their disks themselves: two of 75 GB on each, one after another, 600 s each at 1 Gbit/s. */
const ON_HOST = `
version: 1
overheads: none
profile: { full: 10 GB/s, incremental: 10 GB/s }
hosts: [{ name: "hv{1..2}", platform: hyperv, cluster: c, cores: 8, network: 1 Gbit/s, maxConcurrentTasks: 1 }]
datastores: [{ name: "csv{1..2}", type: csv, owner: "hv{1..2}" }]
repositories: [{ name: repo1, maxConcurrentTasks: 10, perVmFiles: true }]
vms:
  - { name: "a{1..2}", host: hv1, disks: [{ size: 75 GB, datastore: csv1 }] }
  - { name: "b{1..2}", host: hv2, disks: [{ size: 75 GB, datastore: csv2 }] }
jobs: [{ name: nightly, vms: ["*"], repository: repo1, run: full, compression: none }]
`;
const options = { file: { name: 'night.yaml', sha256: '' } };
const doubled = (text: string, budget = Number.POSITIVE_INFINITY) => {
  const scenario = scenarioOf(text);
  return whatIfDoubled(scenario, { result: run(scenario), options, budget });
};

describe('doubling', () => {
  test('a datastore that is the bottleneck halves the window; a part that never limits changes nothing', () => {
    const { windowSeconds, changes, untried } = doubled(NIGHT)!;
    expect(untried).toBe(0);
    expect(windowSeconds).toBe(2400);
    expect(changes[0]).toEqual({
      what: 'datastores.ds1.read',
      set: ['datastores.ds1.read=200 MB/s'],
      windowSeconds: 1200,
      savedSeconds: 1200,
      unprotected: 0,
      undone: 0,
      byDefault: [],
    });
    const others = changes.slice(1).map(({ what, savedSeconds }) => `${what} ${savedSeconds}`);
    expect(others.sort()).toEqual([
      'datastores.ds1.maxSnapshots 0',
      'policy.order 0',
      'proxies.*.number 0',
      'proxies.px1.cores 0',
      'proxies.px1.slots 0',
      'repositories.repo1.slots 0',
      'repositories.repo1.write 0',
    ]);
  });

  test.each(LIMITED)(
    '%s, where it limits every disk, halves the window; nothing else shortens it',
    (what, text) => {
      const { windowSeconds, changes } = doubled(text)!;
      expect(windowSeconds).toBe(4800);
      // A second proxy has its own way to the storage, too.
      const more = what.startsWith('proxies.') ? ['proxies.*.number'] : [];
      const helps = changes.filter(({ savedSeconds }) => savedSeconds !== 0);
      expect(helps.map((change) => change.what)).toEqual([...more, what]);
      for (const change of helps) expect(change).toMatchObject({ windowSeconds: 2400, savedSeconds: 2400 });
    },
  );

  test.each(OF_ONE_TASK)(
    '%s, where it limits each task, halves the window, as twice the slots and a second proxy do',
    (what, text) => {
      const { windowSeconds, changes } = doubled(text)!;
      expect(windowSeconds).toBe(4800);
      const helps = changes.filter(({ savedSeconds }) => savedSeconds !== 0);
      expect(new Set(helps.map((change) => change.what))).toEqual(
        new Set([what, 'proxies.px1.slots', 'proxies.*.number']),
      );
      for (const change of helps) expect(change.windowSeconds).toBe(2400);
    },
  );

  test('where one stream writes a whole job, a stream twice as fast helps, and so does one file per VM', () => {
    // Four disks at once share one stream of 50 MB/s: 240 GB in 4800 s. Two such streams or more: 100 MB/s of the datastore.
    const { windowSeconds, changes } = doubled(
      NIGHT.replace('perVmFiles: true', 'perStream: 50 MB/s').replace(
        'maxConcurrentTasks: 1',
        'maxConcurrentTasks: 4',
      ),
    )!;
    expect(windowSeconds).toBe(4800);
    const helps = changes.filter(({ savedSeconds }) => savedSeconds !== 0);
    expect(helps).toMatchObject([
      {
        what: 'repositories.repo1.perStream',
        set: ['repositories.repo1.perStream=100 MB/s'],
        windowSeconds: 2400,
      },
      {
        what: 'repositories.repo1.perVmFiles',
        set: ['repositories.repo1.perVmFiles=true'],
        windowSeconds: 2400,
      },
    ]);
  });

  test('the largest disks first: named where the order of the queue matters', () => {
    // Two at a time, at 100 MB/s each by the mode's limit. As listed: a and b for 100 s, then c alone from 100 to 300 s. The
    // largest first: c for 200 s, and beside it a and b, one after the other.
    const text = `${NIGHT.replace('read: 100 MB/s', 'read: 1 GB/s')
      .replace('maxConcurrentTasks: 1', 'maxConcurrentTasks: 2')
      .replace(
        /^vms: .*$/m,
        `vms: [${[
          ['a', 10],
          ['b', 10],
          ['aa', 20],
        ]
          .map(
            ([name, size]) =>
              `{ name: ${name}1, host: esx1, disks: [{ size: ${size} GB, used: ${size} GB, datastore: ds1 }] }`,
          )
          .join(', ')}]`,
      )
      .replace('vms: ["a*"]', 'vms: [a1, b1, aa1]')}transport: { hotadd: { perTask: 100 MB/s } }\n`;
    const orderOf = (found: ReturnType<typeof doubled>) =>
      found!.changes.find(({ what }) => what === 'policy.order');
    expect(doubled(text)!.windowSeconds).toBe(300);
    expect(orderOf(doubled(text))).toMatchObject({ set: ['policy.order=largest-first'], windowSeconds: 200 });
    expect(run(withSettings(text, ['policy.order=largest-first'])).summary.window!.seconds).toBe(200);
    // Already so; nobody waits; a policy that is given beside the scenario.
    expect(orderOf(doubled(`${text}policy: largest-first\n`))).toBeUndefined();
    expect(orderOf(doubled(text.replace('maxConcurrentTasks: 2', 'maxConcurrentTasks: 3')))).toBeUndefined();
    const scenario = scenarioOf(text);
    const given = { ...options, policy: 'fifo' };
    const result = run(scenario, given);
    const beside = whatIfDoubled(scenario, { result, options: given, budget: Number.POSITIVE_INFINITY });
    expect(orderOf(beside)).toBeUndefined();
  });

  test('memory counts where tasks wait for it', () => {
    // 3 GB are enough for one task: 2 GB and 1 GB each. With 6 GB, four run at once, at 100 MB/s each by the mode's limit.
    const text = `${NIGHT.replace('read: 100 MB/s', 'read: 1 GB/s').replace('maxConcurrentTasks: 1', 'ram: 3 GB, maxConcurrentTasks: 4')}enforceRam: true
transport: { hotadd: { perTask: 100 MB/s } }\n`;
    expect(doubled(text)!.changes.find(({ what }) => what === 'proxies.px1.ram')).toMatchObject({
      set: ['proxies.px1.ram=6000000000 B'],
      windowSeconds: 600,
    });
    const roomy = doubled(text.replace('ram: 3 GB', 'ram: 64 GB'))!;
    expect(roomy.windowSeconds).toBe(600);
    expect(roomy.changes.map(({ what }) => what)).not.toContain('proxies.px1.ram');
  });

  test.each([NIGHT, PAIR, ON_HOST, ...LIMITED.map(([, text]) => text)])(
    'the settings give the simulated scenario',
    (text) => {
      const scenario = scenarioOf(text);
      const doublings = doublingsOf(scenario, run(scenario));
      for (const { set, apply } of doublings) {
        expect(set).not.toEqual([]);
        expect(run(withSettings(text, set)).summary.window).toEqual(run(apply(scenario)).summary.window);
      }
    },
  );

  test('uses the disks that the run itself drew with its seed and replication', () => {
    const text = NIGHT.replace(
      /disks: .*/,
      'disks: { count: 2, size: { uniform: [10 GB, 90 GB] }, datastores: [ds1] } }]',
    );
    const scenario = scenarioOf(text);
    const other = { ...options, seed: 7, replication: 3 };
    const { changes } = whatIfDoubled(scenario, {
      result: run(scenario, other),
      options: other,
      budget: Number.POSITIVE_INFINITY,
    })!;
    expect(run(scenario, other).summary.window).not.toEqual(run(scenario).summary.window);
    for (const { set, windowSeconds } of changes) {
      expect(windowSeconds).toBe(run(withSettings(text, set), other).summary.window!.seconds);
    }
  });

  test('a Hyper-V host is a proxy, and is set among the hosts; its network is one for both', () => {
    const settings = (text: string) =>
      Object.fromEntries(
        doubled(text)!.changes.map(({ what, set, savedSeconds }) => [what, [savedSeconds, ...set]]),
      );
    expect(settings(ON_HOST)).toMatchObject({
      'hosts.*.network': [600, 'hosts.*.network=2 Gbit/s'],
      'hosts.hv1.network': [0, 'hosts.hv1.network=2 Gbit/s'],
      'proxies.*.slots': [0, 'hosts.*.maxConcurrentTasks=2'],
      'proxies.hv1.slots': [0, 'hosts.hv1.maxConcurrentTasks=2'],
      'proxies.hv2.cores': [0, 'hosts.hv2.cores=16'],
    });
    expect(settings(ON_HOST)).not.toHaveProperty('proxies.hv1.network');
    // 7.5 MB/s of a core, as 0.7 of its time does without compression: 10,000 s for each disk.
    const slow = settings(
      ON_HOST.replace(/profile: .*/, 'profile: { full: 5.25 MB/s, incremental: 1 MB/s }'),
    );
    expect(slow['proxies.*.slots']).toEqual([10_000, 'hosts.*.maxConcurrentTasks=2']);
    // No file states the speed of a host's cores.
    expect(slow['proxies.*.speed']).toEqual([10_000]);
  });

  test('a Hyper-V host whose slots and cores are all in use is doubled with both: one of them alone gains nothing', () => {
    const text = `
version: 1
overheads: none
profile: { full: 70 MB/s, incremental: 70 MB/s }
hosts: [{ name: hv1, platform: hyperv, cores: 2, maxConcurrentTasks: 2 }]
datastores: [{ name: csv1, type: csv, read: 4000 MB/s, maxSnapshots: 64 }]
repositories: [{ name: repo1, write: 4000 MB/s, maxConcurrentTasks: 64, perVmFiles: true }]
vms: [{ name: "a{1..4}", host: hv1, disks: [{ size: 36 GB, used: 36 GB, datastore: csv1 }] }]
jobs: [{ name: nightly, vms: ["a*"], repository: repo1, run: full, compression: none }]
`;
    const { windowSeconds, changes } = doubled(text)!;
    // A core processes 100 MB/s: two disks of 360 s, then two more.
    expect(windowSeconds).toBe(720);
    expect(changes.find(({ what }) => what === 'proxies.hv1.size')).toMatchObject({
      set: ['hosts.hv1.cores=4', 'hosts.hv1.maxConcurrentTasks=4'],
      windowSeconds: 360,
    });
    for (const part of ['slots', 'cores'])
      expect(changes.find(({ what }) => what === `proxies.hv1.${part}`)!.windowSeconds).toBe(720);
    const declared = text.replace(
      'repositories:',
      'proxies: [{ name: off1, platform: hyperv, kind: physical, cores: 2, storage: { protocols: [fc] } }]\nrepositories:',
    );
    expect(doubled(declared)!.changes.map(({ what }) => what)).not.toContain('proxies.off1.size');
  });

  test('together with declared proxies, Hyper-V hosts have a setting of their own', () => {
    const mixed = ON_HOST.replace(
      'repositories:',
      `proxies: [{ name: "off{1..2}", platform: hyperv, kind: physical, cores: 8, maxConcurrentTasks: 1, storage: { protocols: [fc] } }]
repositories:`,
    ).replace('"csv{1..2}", type: csv,', '"csv{1..2}", type: csv, protocol: fc, maxSnapshots: 20,');
    const busy = mixed.replace(/"([ab])\{1\.\.2\}"/g, '"$1{1..6}"');
    const slots = doubled(busy)!.changes.find(({ what }) => what === 'proxies.*.slots')!;
    expect(slots.set).toEqual(['proxies.*.maxConcurrentTasks=2', 'hosts.*.maxConcurrentTasks=2']);
  });

  test('several things of a kind are also doubled together: by one setting if their values are equal, else by one each for few', () => {
    const slots = (text: string) => doubled(text)!.changes.find(({ what }) => what === 'proxies.*.slots')!;
    expect(slots(PAIR).set).toEqual(['proxies.*.maxConcurrentTasks=2']);
    const unlike = NIGHT.replace(
      /^proxies: \[(.*)\]$/m,
      'proxies: [$1, { name: px2, kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 2 }]',
    );
    expect(slots(unlike).set).toEqual([
      'proxies.px1.maxConcurrentTasks=2',
      'proxies.px2.maxConcurrentTasks=4',
    ]);
    // A path with * would change px3, too.
    const idle = PAIR.replace(
      /^proxies: \[(.*)\]$/m,
      'proxies: [$1, { name: px3, kind: virtual, host: esx1, cores: 8, enabled: false }]',
    );
    expect(slots(idle).set).toEqual(['proxies.px1.maxConcurrentTasks=2', 'proxies.px2.maxConcurrentTasks=2']);
    const many = NIGHT.replace('"a{1..4}"', '"a{1..20}"').replace('read:', 'maxSnapshots: 20, read:');
    const five = many.replace(
      /^proxies: \[(.*)\]$/m,
      'proxies: [$1, { name: "px{2..5}", kind: virtual, host: esx1, cores: 8, maxConcurrentTasks: 2 }]',
    );
    expect(slots(five).set).toEqual([]);
  });

  test('the budget is counted in events: the most used parts come first, and the rest is not tried', () => {
    const { events } = run(scenarioOf(NIGHT)).summary.totals;
    const one = events + 2000;
    // The order costs nothing, and tasks waited for the proxy. Read and slots are used all the time, one of four snapshots.
    const four = doubled(NIGHT, 4 * one)!;
    expect(four.changes.map(({ what }) => what).sort()).toEqual([
      'datastores.ds1.read',
      'policy.order',
      'proxies.*.number',
      'proxies.px1.slots',
    ]);
    expect(four.untried).toBe(4);
  });

  test('with a budget for fewer than four runs, none is made: they would show only a part of what matters', () => {
    const { events } = run(scenarioOf(NIGHT)).summary.totals;
    expect(doubled(NIGHT, 4 * (events + 2000) - 1)).toBeUndefined();
  });
});
