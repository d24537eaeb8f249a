import { expect, test } from 'vitest';
import { type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';
import { agree } from '../agreement/agreement.ts';
import { Coverage } from '../agreement/coverage.ts';

/** A VM of two disks in which nothing has changed; one proxy attaches both. */
const NIGHT = {
  version: 1,
  hosts: [{ name: 'esx1' }],
  datastores: ['ds1', 'ds2'].map((name) => ({ name, type: 'vmfs', protocol: 'fc', hosts: ['esx1'] })),
  proxies: [{ name: 'px1', kind: 'virtual', host: 'esx1', cores: 2 }],
  repositories: [{ name: 'repo' }],
  vms: [
    {
      name: 'a',
      host: 'esx1',
      disks: ['ds1', 'ds2'].map((datastore) => ({ size: '1 GB', changeRate: '0%', datastore })),
    },
  ],
  jobs: [{ name: 'first', vms: ['a'], repository: 'repo' }],
};

/** Both simulators say the same. */
function bothSay(night: object): TestRun {
  agree(night as unknown as ScenarioData, new Coverage());
  return runText(textOf(night));
}

test('disks whose ways are back together go on in the order in which they got their slots, whichever was lost first', () => {
  // Attached from 35 s on, cut off at 40 s (ds2 first), back at 80 s: both try again at 85 s, and are attached at 115 s.
  const faults = [
    { kind: 'datastore-down', target: 'ds2', at: '40s', for: '40s' },
    { kind: 'connectivity-lost', target: 'px1', at: '40s', for: '40s' },
  ];
  const { tasks } = bothSay({ ...NIGHT, faults });
  // The second has its disk attached while the first ends, so it is the one that detaches.
  expect(tasks.map(({ disk, endSeconds, interruptions }) => [disk, endSeconds, interruptions])).toEqual([
    ['0', 115, 1],
    ['1', 145, 1],
  ]);
});

test('whose way is back earlier goes on first, if both try at one instant', () => {
  const faults = [
    { kind: 'datastore-down', target: 'ds1', at: '40s', for: '42s' },
    { kind: 'datastore-down', target: 'ds2', at: '40s', for: '41s' },
  ];
  const { tasks } = bothSay({ ...NIGHT, faults });
  expect(tasks.map(({ disk, endSeconds }) => [disk, endSeconds])).toEqual([
    ['0', 145],
    ['1', 115],
  ]);
});

test('a rescan is told only where it finds something else than was believed', () => {
  // Both connections are lost, which is found at 1 h; the late proxy is looked at again at 1 h 30 min, and all at 2 h.
  const faults = [
    { kind: 'connectivity-lost', target: 'late', datastores: ['ds1'], at: '10 min' },
    { kind: 'connectivity-lost', target: 'px1', datastores: ['ds1'], at: '20 min' },
    { kind: 'connectivity-lost', target: 'px1', datastores: ['ds1'], at: '1h' },
  ];
  const late = { name: 'late', kind: 'virtual', host: 'esx1', cores: 2, added: '90 min' };
  const { events } = bothSay({
    ...NIGHT,
    rescan: '1h',
    proxies: [...NIGHT.proxies, late],
    jobs: [{ ...NIGHT.jobs[0], schedule: { start: '3h' } }],
    faults,
  });
  expect(events.filter(({ kind }) => kind === 'rescanned').map(({ seconds }) => seconds)).toEqual([3600]);
});
