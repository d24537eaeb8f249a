import { describe, expect, it } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { FIBRE, IP, twoArrays } from '../../helpers/two-arrays.ts';

function modes(sections: Sections): string[] {
  return runText(night(sections)).tasks.map(
    ({ disk, proxy, mode, result }) => `${disk} ${proxy} ${mode} ${result}`,
  );
}

describe('a VM is read from storage snapshots as a whole, or not at all', () => {
  it('each of its disks by a proxy that can mount its snapshot', () => {
    expect(modes(twoArrays(`[${FIBRE}, ${IP}]`))).toEqual([
      '0 fibre storage-snapshot success',
      '1 ip storage-snapshot success',
    ]);
  });

  it('and otherwise where no proxy can mount that of one disk', () => {
    expect(modes(twoArrays(`[${FIBRE}]`))).toEqual(['0 fibre san success', '1 fibre nbd success']);
  });

  it('or none that its job may use', () => {
    expect(modes(twoArrays(`[${FIBRE}, ${IP}]`, ', proxies: [fibre]'))).toEqual([
      '0 fibre san success',
      '1 fibre nbd success',
    ]);
  });

  it('or none that has the memory for a task, where that counts', () => {
    const small = IP.replace('storage:', 'ram: 2 GB, storage:');
    expect(modes({ ...twoArrays(`[${FIBRE}, ${small}]`), enforceRam: 'true' })).toEqual([
      '0 fibre san success',
      '1 fibre nbd success',
    ]);
  });

  it('over the network by a proxy whose allowed list has no other way then', () => {
    const only = FIBRE.replace('storage:', 'modes: [storage-snapshot], storage:');
    expect(modes(twoArrays(`[${only}]`))).toEqual(['0 fibre nbd success', '1 fibre nbd success']);
  });

  it('whose first disk went another way because no such proxy was there yet', () => {
    const late = FIBRE.replace('storage:', 'added: 100s, modes: [storage-snapshot], storage:');
    const sections = twoArrays(`[${late}, { name: net, modes: [nbd], maxConcurrentTasks: 1 }]`);
    // net reads the first disk from 0 to 1000 s; the second one goes to the late proxy, though not from a snapshot.
    expect(modes({ ...sections, vms: `[${vm('v', [100, 100], 'fc1')}]` })).toEqual([
      '0 net nbd success',
      '1 fibre nbd success',
    ]);
  });
});

describe('a scan looks at each disk by itself', () => {
  const scan = '[{ name: scan, type: snapshot-scan, vms: ["*"] }]';

  it('whatever the others of its VM are on', () => {
    // The second disk is on no array: there is no snapshot of it to look at.
    const sections = twoArrays(`[${FIBRE}, ${IP}]`);
    const datastores = sections['datastores']!.replace(', array: array2', '');
    expect(modes({ ...sections, datastores, jobs: scan })).toEqual([
      '0 fibre storage-snapshot success',
      '1 null null unfinished',
    ]);
  });

  it('also where they are on storage that differs from its own only by the array', () => {
    const datastores = '[{ name: fc1, protocol: fc, array: array1 }, { name: ip1, protocol: fc }]';
    expect(modes({ ...twoArrays(`[${FIBRE}]`), datastores, jobs: scan })).toEqual([
      '0 fibre storage-snapshot success',
      '1 null null unfinished',
    ]);
  });

  it('and takes those that some proxy can mount', () => {
    expect(modes({ ...twoArrays(`[${FIBRE}]`), jobs: scan })).toEqual([
      '0 fibre storage-snapshot success',
      '1 null null unfinished',
    ]);
  });
});
