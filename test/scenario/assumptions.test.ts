import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';
import { parsed, SMALL } from './parse-fixture.ts';

const whats = (text: string) => assumptionsOf(parsed(text)).map(({ what }) => what);

describe('figures that nobody stated are listed where they matter', () => {
  const hyperV = SMALL.replace('"esx{1..2}" }', '"esx{1..2}", platform: hyperv }');
  const array = `arrays: [{ name: a1 }]\n`;
  const onArray = `${array}${SMALL.replace('"ds{1..2}" }', '"ds{1..2}", array: a1 }')}`;
  const onlyScan = onArray.replace('repository: repo1 }', 'type: snapshot-scan }');
  it.each([
    ['overhead snapshotHandoff', array],
    ['rescan of what proxies reach', 'faults: [{ kind: tracking-reset, at: 1h }]\n'],
    ['time to resume', 'faults: [{ kind: tracking-reset, at: 1h }]\n'],
  ])('%s', (what, more) => {
    expect(whats(SMALL)).not.toContain(what);
    expect(whats(`${SMALL}${more}`)).toContain(what);
  });

  it.each([['version of Hyper-V'], ['configuration of VMs'], ['task slots of a Hyper-V host']])(
    '%s',
    (what) => {
      expect(whats(SMALL)).not.toContain(what);
      expect(whats(hyperV)).toContain(what);
    },
  );

  it('the owners of cluster shared volumes, where another host could be one', () => {
    const what = 'owner of a cluster shared volume';
    const csvs = (hosts: string, csv = '') =>
      `${hyperV.replace(/hosts: \[.*\]/, `hosts: [${hosts}]`).replace('"ds{1..2}"', `"ds{1..2}", type: csv${csv}`)}`;
    const two = '{ name: esx1, platform: hyperv }, { name: esx2, platform: hyperv }';
    expect(whats(csvs(two))).toContain(what);
    expect(whats(csvs(two, ', owner: esx2'))).not.toContain(what);
    expect(whats(csvs('{ name: esx1, platform: hyperv }'))).not.toContain(what);
  });

  it('the latency figures, if a latency is controlled and they are not stated', () => {
    const all = ['latency that stops new tasks', 'latency that throttles backups', 'spacing of starts'];
    const least = 'bandwidth left to throttled backups, at least';
    const listed = (text: string) => whats(text).filter((what) => all.includes(what) || what === least);
    const modelled = SMALL.replace('"ds{1..2}" }', '"ds{1..2}", latency: { base: 1ms } }');
    expect(listed(SMALL)).toEqual([]);
    expect(listed(`${SMALL}latencyControl: true\n`)).toEqual([]);
    expect(listed(modelled)).toEqual([...all, least]);
    expect(listed(`${modelled}latencyControl: false\n`)).toEqual([]);
    expect(listed(`${modelled}latencyControl: { stop: 1ms, throttle: 2ms, spacing: 1s }\n`)).toEqual([least]);
  });

  it('the preparation of VMs, unless every job states its own', () => {
    const own = SMALL.replace('repository: repo1', 'repository: repo1, vmPrepare: 1 min');
    expect(whats(SMALL)).toContain('overhead vmPrepare');
    expect(whats(own)).not.toContain('overhead vmPrepare');
    expect(whats(`${own}  - { name: other, vms: [vm1], repository: repo1 }\n`)).toContain(
      'overhead vmPrepare',
    );
  });

  it('overheads, if something can cost them', () => {
    const overheads = (text: string) =>
      whats(text).flatMap((what) => (what.startsWith('overhead ') ? [what.slice('overhead '.length)] : []));
    const always = 'jobInit vmPrepare snapshotCreate snapshotRemove consolidation vmFinalise jobFinalise';
    const more = (text: string) => overheads(text).filter((name) => !always.split(' ').includes(name));
    const proxy = (says: string) => `${SMALL}proxies: [{ name: px1, ${says} }]\n`;
    const ports = (protocol: string) => proxy(`kind: physical, storage: { protocols: [${protocol}] }`);
    expect(overheads(SMALL)).toEqual(expect.arrayContaining(always.split(' ')));
    expect(more(SMALL)).toEqual(['openNbd']);
    expect(more(ports('fc'))).toEqual(['openNbd', 'openSan']);
    expect(more(ports('nfs'))).toEqual(['openNbd', 'openNfs']);
    expect(more(`${ports('fc')}${array}`)).toEqual([
      'openNbd',
      'openSan',
      'openStorageSnapshot',
      'snapshotHandoff',
    ]);
    expect(more(proxy('kind: virtual, host: esx1'))).toEqual(['openNbd', 'hotaddAttach', 'hotaddDetach']);
    expect(more(proxy('kind: virtual, host: esx1, enabled: false'))).toEqual(['openNbd']);
    expect(more(proxy('kind: physical, added: 1h'))).toEqual(['openNbd', 'deploy']);
    expect(more(hyperV)).toEqual([]);
    const offHost =
      'proxies: [{ name: px1, platform: hyperv, kind: physical, storage: { protocols: [fc] } }]\n';
    expect(more(`${hyperV}${offHost}`)).toEqual(['offHost']);
  });

  it('the stun of VMs, if some job creates snapshots', () => {
    const stuns = (text: string) => whats(text).filter((what) => what.includes('stun'));
    expect(stuns(SMALL)).toHaveLength(2);
    expect(stuns(onlyScan)).toEqual([]);
  });

  it('restore points, if a chain is merged', () => {
    const forever = SMALL.replace('repository: repo1', 'repository: repo1, method: forever-incremental');
    expect(whats(SMALL)).not.toContain('restore points');
    expect(whats(forever)).toContain('restore points');
    expect(whats(forever.replace('repo1, ', 'repo1, restorePoints: 3, '))).not.toContain('restore points');
  });

  const named = (section: string, entry: string) => `${SMALL}${section}: [{ ${entry} }]\n`;
  const withHosts = (more: string) => SMALL.replace('"esx{1..2}" }', `"esx{1..2}", ${more} }`);
  const withJob = (more: string) => SMALL.replace('repository: repo1', `repository: repo1, ${more}`);
  const crowded = 'name: px1, kind: physical, cores: 4, maxConcurrentTasks: 8';
  it.each([
    ['cores that one task can use', SMALL, `${SMALL}coresPerTask: 2\n`],
    ['used space of disks, of their size', SMALL, SMALL.replace('100 GB', '100 GB, used: 100%')],
    [
      'RAM of each task',
      named('proxies', 'name: px1, kind: physical, ram: 8 GB'),
      named('proxies', 'name: px1, kind: physical'),
    ],
    [
      'whether each VM has a file of its own',
      SMALL.replace('name: repo1', 'name: repo1, perStream: 1 GB/s'),
      SMALL,
    ],
    [
      'whether each VM has a file of its own',
      SMALL.replace('name: repo1', 'name: repo1, slotUnit: chain'),
      SMALL.replace('name: repo1', 'name: repo1, slotUnit: chain, perVmFiles: false'),
    ],
    ['whether transforms move no data', withJob('method: forever-incremental'), SMALL],
    [
      'whether transforms move no data',
      withJob('syntheticFull: { days: [sat] }'),
      withJob('activeFull: { days: [sat] }'),
    ],
    ['cores that one task can use', SMALL, `${SMALL}profile: unlimited\n`],
    [
      'loss where tasks crowd the cores of a proxy',
      named('proxies', crowded),
      named('proxies', crowded.replace('8', '4')),
    ],
    [
      'loss where tasks crowd the cores of a proxy',
      named('proxies', crowded),
      `${named('proxies', crowded)}oversubscriptionPenalty: 0.1\n`,
    ],
    ['usable share of a management network', withHosts('managementNetwork: 10 Gbit/s'), SMALL],
    [
      'usable share of a management network',
      withHosts('managementNetwork: 10 Gbit/s'),
      withHosts('managementNetwork: 10 Gbit/s, managementShare: 50%'),
    ],
    [
      'rate of encrypted network mode, of the plain one',
      named('proxies', 'name: px1, kind: physical, modes: [nbdssl]'),
      named('proxies', 'name: px1, kind: physical'),
    ],
    ['growth of changed data at blocks of 4 MB', withJob('blockSize: 4 MB'), withJob('blockSize: 1 MB')],
    [
      'growth of changed data at blocks of 4 MB',
      withJob('blockSize: 4 MB'),
      `${withJob('blockSize: 4 MB')}blockGrowth: { 4 MB: 1.5 }\n`,
    ],
    ['age of restore points that are not stated', SMALL, withJob('run: full')],
    [
      'age of restore points that are not stated',
      SMALL,
      SMALL.replace('name: vm1,', 'name: vm1, lastBackup: 48h,'),
    ],
  ])('%s (case %#)', (what, where, notWhere) => {
    expect(whats(where)).toContain(what);
    expect(whats(notWhere)).not.toContain(what);
  });

  it('what a snapshot scan reads, if there is one', () => {
    expect(whats(SMALL)).not.toContain('data that a scan reads of a disk');
    expect(whats(onlyScan)).toContain('data that a scan reads of a disk');
  });
});
