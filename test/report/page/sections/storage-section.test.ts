import { expect, test } from 'vitest';
import { storageSection } from '../../../../src/report/page/sections/storage-section.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { summary } from '../../sample-result.ts';
import { tables } from '../table-cells.ts';

test('a scale-out repository does not appear idle: it is shown with its extents, which have the figures', () => {
  const base = summary();
  const repo = base.repositories['repo1']!;
  const repositories = {
    ext1: repo,
    ext2: repo,
    scaled: { ...repo, slotUtilisation: 0, writeUtilisation: 0 },
  };
  const page = storageSection(
    sampleReport({
      summary: { ...base, repositories },
      scaleOut: [{ name: 'scaled', extents: ['ext1', 'ext2'] }],
    }),
  ).html.text;
  const firsts = tables(page).map((rows) => rows.map(([first]) => first));
  expect(firsts.slice(1, 3)).toEqual([
    ['Repository', 'ext1', 'ext2'],
    ['Scale-out repository', 'scaled'],
  ]);
  expect(tables(page)[2]![1]).toEqual(['scaled', 'ext1, ext2']);
});

test('what latency control held back stands there with the setting to copy, in times as in the other tables', () => {
  const waits = [{ job: 'a', cause: 'start-spacing', tasks: 2, seconds: 480 }] as const;
  const page = storageSection(sampleReport({ waits })).html.text;
  expect(page.replaceAll(/<\/?span[^>]*>|<wbr>/g, '')).toContain(
    '2 tasks for 8m of task time between two starts. Without that: <code>--set latencyControl=false</code>',
  );
});

test('links are told with the bytes that crossed them, hosts in a table of their own; without links there is none', () => {
  const links = { 'hq-dr': { utilisation: 0.25, transferredBytes: 450e9 } };
  const page = (given: typeof links | Record<string, never>) =>
    tables(storageSection(sampleReport({ summary: { ...summary(), links: given } })).html.text).slice(-2);
  const [hosts, told] = page(links);
  expect(hosts?.map(([first]) => first)).toEqual(['Host', 'esx1']);
  expect(told).toEqual([
    ['Link', 'Busy', 'Transferred'],
    ['hq-dr', '25%', '450 GB'],
  ]);
  expect(page({}).at(-1)?.[0]?.[0]).toBe('Host');
});
