import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../../src/metrics/run-result.ts';
import type { PageSection } from '../../../../src/report/page/section.ts';
import { answerSection } from '../../../../src/report/page/sections/answer-section.ts';
import { findingsSection } from '../../../../src/report/page/sections/findings-section.ts';
import { jobsSection } from '../../../../src/report/page/sections/jobs-section.ts';
import { nightsSection } from '../../../../src/report/page/sections/nights-section.ts';
import { proxiesSection } from '../../../../src/report/page/sections/proxies-section.ts';
import { storageSection } from '../../../../src/report/page/sections/storage-section.ts';
import { troublesSection } from '../../../../src/report/page/sections/troubles-section.ts';
import { waitsSection } from '../../../../src/report/page/sections/waits-section.ts';
import { night, vm } from '../../../helpers/night.ts';
import { reportOf } from '../../charts/report-of.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { summary } from '../../sample-result.ts';
import { tables } from '../table-cells.ts';

const tablesOf = (section: PageSection | null) => tables(section!.html.text);

/** Cards as `name: value, note`. */
function cardsOf(changes: Partial<RunResult> = {}): string[] {
  const { text } = answerSection(sampleReport(changes)).html;
  return [...text.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd><dd class="note">(.*?)<\/dd>/g)].map(
    ([, name, value, note]) => `${name}: ${value}, ${note}`,
  );
}

describe('cards of a run', () => {
  test('are the window, its bound, tasks, data, waits and protected VMs', () => {
    // 9000 s of 10,012 s waited were for slots.
    expect(cardsOf()).toEqual([
      'Backup window: 4h 58m, first task start to last task end',
      'Lower bound: 4h 30m, the window is 10.5% above it',
      'Tasks done: 44 of 44, 0 failed, 0 unfinished, 1 retry',
      'Data read: 10 TB, 5.1 TB transferred',
      'Total waiting: 2h 47m, 89.9% for proxy-slot',
      'VMs protected: 22, none unprotected',
    ]);
  });

  test('say what there is none of', () => {
    const { waits } = summary();
    const none = summary({
      window: null,
      bound: null,
      waits: Object.fromEntries(Object.keys(waits).map((cause) => [cause, 0])) as never,
      vms: { protected: 0, unprotected: [], longestSnapshotSeconds: 0, worstStunSeconds: 0 },
    });
    expect(cardsOf({ summary: none })).toEqual([
      'Backup window: none, first task start to last task end',
      'Lower bound: unknown, nothing finished that it counts, or that takes time',
      'Tasks done: 44 of 44, 0 failed, 0 unfinished, 1 retry',
      'Data read: 10 TB, 5.1 TB transferred',
      'Total waiting: 0s, no task waited',
    ]);
  });

  test('count VMs that are not protected, with their data', () => {
    const one = { vm: 'a', reason: 'failed', usedBytes: 5e9 };
    const of = (...unprotected: (typeof one)[]) =>
      cardsOf({
        unprotected: unprotected as never,
        summary: summary({
          vms: {
            protected: 22,
            unprotected: unprotected.map(({ vm }) => vm) as never,
            longestSnapshotSeconds: 0,
            worstStunSeconds: 0,
          },
        }),
      }).at(-1);
    expect([of(one), of(one, one)]).toEqual([
      'VMs protected: 22, 1 VM with 5 GB is not',
      'VMs protected: 22, 2 VMs with 10 GB are not',
    ]);
  });
});

test('jobs have a row each with their figures, and one with their load', () => {
  expect(tablesOf(jobsSection(sampleReport()))).toEqual([
    [
      [
        'Job',
        'Window',
        'Ends',
        'Margin',
        'Sessions',
        'Read',
        'Transferred',
        'Rate',
        'Wait per task',
        'Bottleneck',
      ],
      ['nightly', '4h 58m', 'Tue 03:00', '3h to spare', '1', '9 TB', '4.5 TB', '750 MB/s', '5m', 'source'],
      ['databases', '2h 58m', 'Tue 01:05', 'no limit', '1', '1 TB', '600 GB', '100 MB/s', '30s', 'proxy'],
    ],
    [
      ['Job', 'Source', 'Proxy', 'Network', 'Target'],
      ['nightly', '86%', '54%', '56%', '42%'],
      ['databases', '20%', '99%', '10%', '5%'],
    ],
  ]);
});

test('proxies have a row each, and a sentence on how even their use was', () => {
  const section = proxiesSection(sampleReport());
  expect(tablesOf(section)).toEqual([
    [
      ['Proxy', 'Slots', 'Tasks', 'Peak tasks', 'Slot use', 'CPU', 'Network', 'Modes', 'Knee', 'Above knee'],
      ['px1', '8', '30', '8', '93%', '61%', '20%', 'hotadd 28, nbd 2', '8', '0%'],
      ['san1', '4', '15', '4', '30.5%', '25%', '11%', 'san 15', '4', '0%'],
    ],
  ]);
  // 0.93 over a mean of 0.6175; (0.93 + 0.305)² over twice 0.93² + 0.305².
  expect(section.html.text).toContain(
    'px1 is the busiest (slot use 93%, 60 GB read), san1 the least busy (slot use 30.5%, 20 GB read). Busiest over mean: 1.51 (1 is even). Jain’s index: 0.80 (1 is even; 0.50 is one proxy doing all).',
  );
});

test('storage has a table of each kind that there is, with latency where one is modelled, and without idle hosts', () => {
  const idle = { networkUtilisation: 0, managementUtilisation: 0, peakNbdDisks: 0 };
  const { datastores, hosts } = summary();
  const slow = { ...datastores['ds1']!, peakLatencySeconds: 0.031, secondsStopped: 60, secondsThrottled: 10 };
  const found = (latency: boolean, changes: Parameters<typeof summary>[0] = {}) =>
    tablesOf(
      storageSection(
        sampleReport({
          summary: summary({ datastores: latency ? { ...datastores, ds1: slow } : datastores, ...changes }),
        }),
      ),
    );
  const links = { wan: { utilisation: 0.7, transferredBytes: 5e12 } } as never;
  expect(found(true, { hosts: { ...hosts, esx2: idle, esx3: { ...idle, peakNbdDisks: 1 } }, links })).toEqual(
    [
      [
        [
          'Datastore',
          'Busy',
          'Peak tasks',
          'Peak snapshots',
          'Highest latency',
          'Too slow to start',
          'Throttled',
        ],
        ['ds1', '90%', '8', '4', '31ms', '1m', '10s'],
        ['ds2', '40%', '1', '1', '–', '–', '–'],
      ],
      [
        ['Repository', 'Slot use', 'Writing', 'Peak tasks', 'Memory'],
        ['repo1', '50%', '60%', '12', '16 GB'],
      ],
      [
        ['Host', 'Network', 'Management', 'Peak network-mode disks'],
        ['esx1', '10%', '5%', '2'],
        ['esx3', '0%', '0%', '1'],
      ],
      [
        ['Link', 'Busy', 'Transferred'],
        ['wan', '70%', '5 TB'],
      ],
    ],
  );
  const few = found(false, { hosts: { esx2: idle } });
  expect(few.map(([heads]) => heads)).toEqual([
    ['Datastore', 'Busy', 'Peak tasks', 'Peak snapshots'],
    ['Repository', 'Slot use', 'Writing', 'Peak tasks', 'Memory'],
  ]);
});

test('waits have a row for each cause, the longest first', () => {
  expect(tablesOf(waitsSection(sampleReport()))).toEqual([
    [
      ['Waited for', 'Task time', 'Share', 'Most of it for', 'Meaning', 'Jobs'],
      ['proxy-slot', '2h 30m', '89.9%', '', 'the best proxy for it was full', 'nightly 2h 30m (12 tasks)'],
      ['datastore-snapshots', '16m 40s', '10%', '', 'too many snapshots open on the datastore', ''],
      ['ram', '12s', '0.1%', '', 'the proxy had too little RAM for one more', ''],
    ],
  ]);
});

test('expectations and warnings have a table each, where there are any', () => {
  const path = 'proxies.px1';
  const warning = { code: 'few-cores', message: 'Too few.', path, severity: 'warning' } as never;
  expect(tablesOf(findingsSection(sampleReport({ summary: summary({ diagnostics: [warning] }) })))).toEqual([
    [
      ['Expectation', 'Result'],
      ['jobs.nightly.window is 4h 58m (17900); expected at most 8h (28800)', 'met'],
    ],
    [
      ['Warning', 'Code', 'Place'],
      ['Too few.', 'few-cores', 'proxies.px1'],
    ],
  ]);
  expect(tablesOf(findingsSection(sampleReport()))).toHaveLength(1);
  expect(findingsSection(sampleReport({ summary: summary({ expect: [] }) }))).toBeNull();
});

test('nights have a point and a row each', () => {
  // 100 GB in 1000 s on the first night, 400 s too late; then 5 GB in 50 s each, for the 5 % that change.
  const data = reportOf(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 60h }',
      vms: `[${vm('vm1', [100])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" }, window: { length: 600s, onClose: report } }]',
    }),
  );
  const section = nightsSection(data);
  expect(tablesOf(section)).toEqual([
    [
      ['Night', 'Window', 'Ends', 'Margin', 'Tasks done', 'Read', 'Transferred'],
      ['Mon 22:00', '16m 40s', 'Mon 22:17', '6m 40s late', '1 of 1', '100 GB', '50 GB'],
      ['Tue 22:00', '50s', 'Tue 22:01', '9m 10s to spare', '1 of 1', '5 GB', '2.5 GB'],
      ['Wed 22:00', '50s', 'Wed 22:01', '9m 10s to spare', '1 of 1', '5 GB', '2.5 GB'],
    ],
  ]);
  expect(
    [...section!.html.text.matchAll(/<g class="(\w+)"><title>(.*?)<\/title>/g)].map(([, tone, label]) => [
      tone,
      label,
    ]),
  ).toEqual([
    ['bad', 'Mon 22:00: 16m 40s, 6m 40s late'],
    ['good', 'Tue 22:00: 50s, 9m 10s to spare'],
    ['good', 'Wed 22:00: 50s, 9m 10s to spare'],
  ]);
  expect(nightsSection(sampleReport())).toBeNull();
});

test('of unprotected VMs ten are shown, ninety on a click, and the rest is counted', () => {
  const of = (count: number) => {
    const unprotected = Array.from({ length: count }, (_, i) => ({
      vm: `vm${i}`,
      reason: 'failed',
      usedBytes: 1e9,
    }));
    const { text } = troublesSection(sampleReport({ unprotected: unprotected as never }))!.html;
    return [
      ...tables(text).map((table) => table.length - 1),
      /<summary>(.*?)<\/summary>/.exec(text)?.[1],
      /and \d+ more.*?</.exec(text)?.[0],
    ];
  };
  expect([of(10), of(11), of(100), of(101)]).toEqual([
    [10, undefined, undefined],
    [10, 1, '1 more unprotected VM', undefined],
    [10, 90, '90 more unprotected VMs', undefined],
    [10, 90, '90 more unprotected VMs', 'and 1 more: the table of VMs below has the outcome of each<'],
  ]);
  expect(troublesSection(sampleReport())).toBeNull();
});
