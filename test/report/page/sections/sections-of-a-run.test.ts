import { describe, expect, test } from 'vitest';
import type { PageSection } from '../../../../src/report/page/section.ts';
import { assumptionsSection } from '../../../../src/report/page/sections/assumptions-section.ts';
import { concurrencySection } from '../../../../src/report/page/sections/concurrency-section.ts';
import { criticalPathSection } from '../../../../src/report/page/sections/critical-path-section.ts';
import { modesSection } from '../../../../src/report/page/sections/modes-section.ts';
import { originSection } from '../../../../src/report/page/sections/origin-section.ts';
import { timelineSection } from '../../../../src/report/page/sections/timeline-section.ts';
import { night, vm } from '../../../helpers/night.ts';
import { reportOf } from '../../charts/report-of.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { summary } from '../../sample-result.ts';
import { tables } from '../table-cells.ts';

const textOf = (section: PageSection | null) => section!.html.text;

test('where a run came from is told, with the replication where it is not the first', () => {
  const facts = (replication: number) => {
    const text = textOf(originSection(sampleReport({ summary: summary({ replication }) })));
    return [...text.matchAll(/<dt>(.*?)<\/dt><dd><code>(.*?)<\/code><\/dd>/g)].map(([, name, fact]) => [
      name,
      fact,
    ]);
  };
  expect(facts(0)).toEqual([
    ['Command', 'proxysim run night.yaml <span class="unbroken">--seed</span> 42'],
    ['Scenario file', 'scenarios/night.yaml'],
    ['SHA-256 of the file', 'a'.repeat(64)],
    ['Seed', '42'],
    ['Policy', 'rts'],
    ['Fingerprint', '00c0ffee00c0ffee@1'],
    ['Program', 'proxysim 1.2.3'],
    ['Events simulated', '1234'],
  ]);
  expect(facts(3)[4]).toEqual(['Replication', '3']);
});

test('assumptions have a row each', () => {
  const assumption = { what: 'daily change', value: '5%', source: 'Guide.', standing: 'guide' } as const;
  const assumptions = [
    {
      ...assumption,
      field: 'vms.disks.changeRate',
      things: { section: 'vms', names: ['a'], count: 1, of: 2 },
    },
    { ...assumption, field: null, things: null },
  ] as never;
  expect(tables(textOf(assumptionsSection(sampleReport({ assumptions }))))).toEqual([
    [
      ['Figure', 'Value', 'For', 'Scenario field', 'Basis', 'Source'],
      ['daily change', '5%', '1 of 2 VMs: a', 'vms.disks.changeRate', 'from best-practice guides', 'Guide.'],
      ['daily change', '5%', 'all', '–', 'from best-practice guides', 'Guide.'],
    ],
  ]);
  expect(textOf(assumptionsSection(sampleReport()))).toContain(
    '<p>The scenario states every figure itself.</p>',
  );
});

test('transport modes have a row each', () => {
  // 200 s of 205, 160 s of 220, 100 s of 102.
  expect(tables(textOf(modesSection(sampleReport())))).toEqual([
    [
      ['Mode', 'Tasks', 'Read each', 'Preparing', 'Opening', 'Transfer', 'Closing', 'Transfer share', 'Rate'],
      ['san', '15', '30 GB', '0s', '5s', '3m 20s', '0s', '97.6%', '150 MB/s'],
      ['hotadd', '28', '16 GB', '10s', '30s', '2m 40s', '20s', '72.7%', '100 MB/s'],
      ['nbd', '2', '4 GB', '0s', '2s', '1m 40s', '0s', '98%', '40 MB/s'],
    ],
  ]);
  expect(modesSection(sampleReport({ summary: summary({ modes: {} }) }))).toBeNull();
});

describe('charts over time', () => {
  const figures = (text: string) => [...text.matchAll(/<figure id="(.*?)-figure">/g)].map(([, id]) => id);
  const DOWN = { kind: 'proxy-down', name: 'px1', startSeconds: 7300, endSeconds: 7400 };

  test('are five, that of faults only where there are any', () => {
    const all = ['faults-over-time', 'tasks-over-time', 'rate-over-time', 'use-over-time', 'gantt'];
    expect(figures(textOf(timelineSection(sampleReport())))).toEqual(all.slice(1));
    const down = sampleReport({ summary: summary({ faults: [DOWN] }) });
    expect(figures(textOf(timelineSection(down)))).toEqual(all);
  });

  test('offer the jobs and proxies of the run, and its longest night where it has several', () => {
    const text = textOf(timelineSection(sampleReport()));
    const options = (id: string) =>
      new RegExp(`<select id="${id}">(.*?)</select>`).exec(text)![1]!.replaceAll(/<\/?option/g, '');
    expect(options('filter-job')).toBe(' value="">all> value="0">nightly> value="1">databases>');
    expect(options('filter-proxy')).toBe(' value="">all> value="0">px1> value="1">san1>');
    expect(text).not.toContain('data-zoom="night"');
    expect(textOf(timelineSection(reportOf(EVENINGS)))).toContain('data-zoom="night"');
  });

  test('are none where nothing took any time', () => {
    expect(textOf(timelineSection(sampleReport({ tasks: [] })))).toContain(
      '<p>No task ran or waited for any time.</p>',
    );
  });
});

// On Monday at 22:00 half an hour, on Tuesday 90 s, because 5 % change; the run ends with that.
const EVENINGS = night({
  clock: '{ start: 2026-01-05T20:00, horizon: 30h }',
  vms: `[${vm('vm1', [180])}]`,
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
});

test('hours of the week have the means of running tasks and of open sessions, and a dash where the run was not', () => {
  const text = textOf(concurrencySection(reportOf(EVENINGS)));
  const [running, open] = text.split('<table class="heat">').slice(1);
  const rows = (table: string) =>
    [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
      [...row!.matchAll(/<t[dh](?: class="heat-(\d+)"| scope="\w+")?>(.*?)<\/t[dh]>/g)].map(
        ([, shade, cell]) => (shade === undefined ? cell : `${cell} (${shade})`),
      ),
    );
  const times = (count: number, cell: string) => Array.from({ length: count }, () => cell);
  expect(rows(running!)).toEqual([
    ['', ...Array.from({ length: 24 }, (_, hour) => `${hour}`)],
    ['Mon', ...times(20, '–'), '0 (0)', '0 (0)', '0.5 (5)', '0 (0)'],
    ['Tue', ...times(22, '0 (0)'), '1.0 (10)', '–'],
    ...['Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => [day, ...times(24, '–')]),
  ]);
  expect(rows(open!)).toEqual(rows(running!));
  expect(concurrencySection(sampleReport())).toBeNull();
});

test('a critical path that was not looked for says why', () => {
  expect(textOf(criticalPathSection(sampleReport()))).toContain('<p>not asked for</p>');
});
