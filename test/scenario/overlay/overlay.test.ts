import { describe, expect, it } from 'vitest';
import { findings, parse, parsed, SMALL } from '../parse-fixture.ts';

const TEXT = `${SMALL}proxies: [{ name: "px{1..2}", cores: 8 }, { name: big.lab, storage: { protocols: [fc] } }]\npolicy: rts\n`;

const PROXY = 'proxies: [{ name: px1 }]\n';

describe('--set', () => {
  it('reaches an expanded entry by its name, and only that', () => {
    const slots = parsed(TEXT, {}, ['proxies.px1.maxConcurrentTasks=16']).proxies.map(
      (proxy) => proxy.maxConcurrentTasks,
    );
    expect(slots).toEqual([16, 8, 2]);
  });

  it('a later value replaces an earlier one, and a new name is valid for the next path', () => {
    const { proxies } = parsed(TEXT, {}, [
      'proxies.px1.cores=4',
      'proxies.px1.cores=6',
      'proxies.px1.name=first',
      'proxies.first.maxConcurrentTasks=3',
      'proxies.px2.cores=5',
    ]);
    expect(proxies.map(({ name, cores, maxConcurrentTasks: slots }) => `${name} ${cores} ${slots}`)).toEqual([
      'first 6 3',
      'px2 5 5',
      'big.lab Infinity 2',
    ]);
    const renamed = ['proxies.px1.cores=4', 'proxies.px1.name=first', 'proxies.px1.cores=5'];
    expect(findings(TEXT, {}, renamed)).toEqual(['overlay-no-match --set:1:9']);
  });

  it.each([
    ['jobs.nightly.proxies=["px{1..2}"]', 'jobs.nightly.proxies=[px1, px2]'],
    [
      'proxies=[{ name: "px{3..4}", cores: 2 }]',
      'proxies=[{ name: px3, cores: 2 }, { name: px4, cores: 2 }]',
    ],
    [
      'jobs.nightly={ name: nightly, vms: [vm1], repository: repo1, proxies: ["px{1..2}"] }',
      'jobs.nightly={ name: nightly, vms: [vm1], repository: repo1, proxies: [px1, px2] }',
    ],
  ])('braces in lists stand for names, as in a file: %s', (braces, written) => {
    const [short, long] = [braces, written].map((set) => {
      const { proxies, jobs } = parsed(TEXT, {}, [set]);
      return [proxies.map(({ name, cores }) => [name, cores]), jobs.map((job) => job.proxies)];
    });
    expect(short).toEqual(long);
  });

  it.each([
    ['vms.vm1.disks.changeRate=3%', 'vms.vm1.disks.*.changeRate'],
    ['vms.*.disks.size=1 GB', 'vms.*.disks.*.size'],
    ['proxies.cores=4', 'proxies.*.cores'],
  ])('%s leaves out which entry of the list is meant, and is told how to say all', (overlay, path) => {
    const found = parse(TEXT, {}, [overlay]);
    expect(found.ok ? [] : found.diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['overlay-no-match', `That is a list: write ${path} for all of its entries.`],
    ]);
  });

  it.each([
    ['vms.app1.tracking=none', 'overlay-no-match', "There is no 'app1' in 'vms'."],
    ['vms.*.tracking=none', 'bad-overlay', "'*' includes VMs of an inventory, which cannot be set here."],
    ['vms.0.tracking=none', 'bad-overlay', "'0' includes VMs of an inventory, which cannot be set here."],
  ])('%s does not reach a VM of an inventory, and says which file does', (overlay, code, message) => {
    const text = SMALL.replace(/vms:\n.*\n/, 'vms: [{ inventory: estate.csv }]\n').replace('[vm1]', '[app1]');
    const files = { 'estate.csv': 'vm,host,datastore,size\napp1,esx1,ds1,100 GB\n' };
    expect(findings(`${text}${PROXY}`, files)).toEqual([]);
    const found = parse(`${text}${PROXY}`, files, [overlay]);
    expect(found.ok ? [] : found.diagnostics.map((one) => [one.code, one.message, one.hint])).toEqual([
      [code, message, "VMs of an inventory are set in its file: 'estate.csv'."],
    ]);
  });

  it('an empty value is reported as nothing, instead of keeping the value before it', () => {
    expect(findings(TEXT, {}, ['proxies.px1.cores='])).toEqual(['wrong-type --set:1:19']);
    expect(findings(TEXT, {}, ['proxies.px1.cores=  '])).toEqual(['wrong-type --set:1:19']);
    expect(findings(TEXT, {}, ['proxies.px1.cores=# none'])).toEqual(['wrong-type --set:1:19']);
  });

  it.each(['include=base.yaml', 'set.proxies.px1.cores=4', 'set={ proxies.px1.cores: 4 }'])(
    '%s comes too late: files were read before, and the paths of set are applied',
    (overlay) => {
      expect(findings(TEXT, {}, [overlay])).toEqual(['bad-overlay --set:1:1']);
    },
  );

  it('selects the longest matching name', () => {
    const text = `${SMALL}proxies: [{ name: a }, { name: a.b }, { name: a.b.c }]\n`;
    const { proxies } = parsed(text, {}, ['proxies.a.b.cores=4', 'proxies.a.b.c.cores=8']);
    expect(proxies.map(({ cores }) => cores)).toEqual([Number.POSITIVE_INFINITY, 4, 8]);
  });

  it('reaches links and throttles without a name by the name made of their sites', () => {
    const text = `${SMALL.replace('name: "ds{1..2}"', 'name: "ds{1..2}", site: hq').replace('"esx{1..2}"', '"esx{1..2}", site: hq').replace('name: repo1', 'name: repo1, site: hq')}sites: [hq, dr, lab]
links: [{ between: [hq, dr], bandwidth: 1 GB/s }, { between: [dr, lab], bandwidth: 1 GB/s }]
throttles:
  - { between: [hq, dr], rate: 10 MB/s }
  - { from: [hq, lab], rate: 10 MB/s }
`;
    const { links, throttles } = parsed(text, {}, [
      'links.hq-dr.bandwidth=2 GB/s',
      'links.dr-*.latency=1s',
      'throttles.hq-dr.rate=20 MB/s',
      'throttles.hq-lab-any.rate=30 MB/s',
    ]);
    expect(links.map(({ bandwidth, latencyUs }) => [bandwidth, latencyUs])).toEqual([
      [2e9, 0],
      [1e9, 1e6],
    ]);
    expect(throttles.map(({ name, rate }) => [name, rate])).toEqual([
      ['hq-dr', 20e6],
      ['hq-lab-any', 30e6],
    ]);
    expect(findings(text, {}, ['links.hq-drr.bandwidth=2 GB/s'])).toEqual(['overlay-no-match --set:1:7']);
    const over = `version: 1\ninclude: base.yaml\nlinks: [{ between: [hq, dr], latency: 2s }]\n`;
    const included = parsed(over, { 'base.yaml': text });
    expect(included.links[0]).toMatchObject({ name: 'hq-dr', bandwidth: 1e9, latencyUs: 2e6 });
    expect(included.links).toHaveLength(2);
  });

  it('* selects every entry, names may contain dots, and missing maps are created', () => {
    const { proxies, clock } = parsed(TEXT, {}, [
      'proxies.*.cores=4',
      'proxies.big.lab.storage.bandwidth=1 GB/s',
      'clock.horizon=3d',
    ]);
    expect(proxies.map(({ cores }) => cores)).toEqual([4, 4, 4]);
    expect(proxies[2]!.storage?.bandwidth).toBe(1e9);
    expect(clock.horizonUs).toBe(259_200e6);
  });

  it('? stands for one character of a name, as in all patterns', () => {
    const { proxies } = parsed(TEXT, {}, ['proxies.px?.cores=4', 'proxies.px?.maxConcurrentTasks=3']);
    expect(proxies.map(({ cores, maxConcurrentTasks: slots }) => [cores, slots])).toEqual([
      [4, 3],
      [4, 3],
      [Number.POSITIVE_INFINITY, 2],
    ]);
    expect(findings(TEXT, {}, ['proxies.px1?.cores=4'])).toEqual(['overlay-no-match --set:1:9']);
  });

  it('a list that is not there has no item to set', () => {
    const result = parse(TEXT, {}, ['proxies.big.lab.modes.0=nbd']);
    expect(result).toMatchObject({
      diagnostics: [{ code: 'overlay-no-match', hint: 'Set it as a whole: proxies.big.lab.modes=[VALUE].' }],
    });
  });

  it('a policy or window that is a single word becomes a map', () => {
    const { policy, jobs } = parsed(TEXT, {}, [
      'policy.order=fifo',
      'jobs.nightly.window=8h',
      'jobs.nightly.window.onClose=stop',
    ]);
    expect(policy).toMatchObject({ preset: 'rts', order: 'fifo' });
    expect(jobs[0]!.window).toEqual({ lengthUs: 28_800e6, onClose: 'stop' });
  });

  it('a window that is a list becomes the length of a map, and its parts are selected by number', () => {
    const list = 'jobs.nightly.window=[{ days: [mon], within: "20:00-24:00" }]';
    const window = (...overlays: readonly string[]) =>
      parsed(TEXT, {}, ['jobs.nightly.schedule={ every: 1h }', list, ...overlays]).jobs[0]!.window;
    const monday = { fromUs: 72_000e6, toUs: 86_400e6 };
    expect(window('jobs.*.window.onClose=report')).toEqual({ openings: [monday], onClose: 'report' });
    expect(window('jobs.*.window.length=8h', 'jobs.*.window.onClose=report')).toEqual({
      lengthUs: 28_800e6,
      onClose: 'report',
    });
    const tuesday = { openings: [{ fromUs: 158_400e6, toUs: 172_800e6 }], onClose: 'stop' };
    expect(window('jobs.nightly.window.0.days=[tue]')).toEqual(tuesday);
    expect(window('jobs.nightly.window.onClose=stop', 'jobs.nightly.window.length.0.days=[tue]')).toEqual(
      tuesday,
    );
  });

  it('a list item without a name is selected by its number', () => {
    expect(parsed(TEXT, {}, ['vms.vm1.disks.0.size=7 GB']).vms.disksOf(0)).toMatchObject([{ size: 7e9 }]);
  });

  it.each([
    ['proxies.px1.coers=2', 'unknown-key --set:1:13'],
    ['proxies.px2.cores=x', 'wrong-type --set:1:19'],
    ['jobs.nightly.repository=repo2', 'unknown-reference --set:1:25'],
    ['proxy.px1.cores=2', 'unknown-key --set:1:1'],
    ['proxies.px7.cores=2', 'overlay-no-match --set:1:9'],
    ['throttles.slow.rate=1 MB/s', 'overlay-no-match --set:1:11'],
    ['proxies.px1.cores.x=2', 'bad-overlay --set:1:19'],
    ['proxies..cores=2', 'overlay-no-match --set:1:9'],
    ['seed=[', 'yaml-syntax --set:1:6'],
  ])('%s is answered by %s', (set, finding) => expect(findings(TEXT, {}, [set])).toContain(finding));
});
