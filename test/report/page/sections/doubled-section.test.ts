import { expect, test } from 'vitest';
import { answerSection } from '../../../../src/report/page/sections/answer-section.ts';
import { doubledSection } from '../../../../src/report/page/sections/doubled-section.ts';
import { sampleReport } from '../../data/sample-report.ts';

test('where the tightest job does not end the window, the table tells what each change leaves to spare', () => {
  const change = (what: string, spareSeconds: number | null) => ({
    what,
    set: [],
    windowSeconds: 17_900,
    savedSeconds: 0,
    byDefault: [],
    unprotected: 0,
    undone: 0,
    tightest: spareSeconds === null ? null : { job: 'files', spareSeconds },
  });
  const page = doubledSection(
    sampleReport(
      {},
      {
        doubled: {
          kind: 'found',
          value: {
            of: 'run',
            windowSeconds: 17_900,
            tightest: { job: 'files', spareSeconds: -600 },
            undone: 0,
            changes: [
              change('proxies.px1.speed', 1200),
              change('proxies.px2.speed', -601),
              change('links.wan.bandwidth', null),
            ],
            untried: 0,
          },
        },
      },
    ),
  ).html.text;
  expect(page).toContain(
    '<p>The job with least to spare, files (10m late), is not the one that ends the window: changes that leave most to spare come first.</p>',
  );
  expect(page).toContain('<th scope="row">the core speed of px1</th><td>20m to spare (files)</td>');
  expect(page).toContain('<th scope="row">the bandwidth of wan</th><td>no end</td>');
  // A second of nearly five hours is no notable change.
  expect(page).toContain('<p>the core speed of px2.</p>');
});

/** The section of a run of which 100 GB cross links. */
function sectionOf(
  changes: readonly { what: string; savedSeconds?: number; linkBytes?: number }[],
  windowSeconds = 1000,
): string {
  const value = {
    of: 'run' as const,
    windowSeconds,
    undone: 0,
    linkBytes: 100e9,
    untried: 0,
    changes: changes.map(({ what, savedSeconds = 0, linkBytes = 100e9 }) => ({
      what,
      set: [],
      windowSeconds: windowSeconds - savedSeconds,
      savedSeconds,
      linkBytes,
      byDefault: [],
      unprotected: 0,
      undone: 0,
    })),
  };
  return doubledSection(sampleReport({ unprotected: [] }, { doubled: { kind: 'found', value } })).html.text;
}

test('what a change takes off the links has a column, and makes it notable, as in the advice', () => {
  const page = sectionOf([
    { what: 'jobs.*.proxies', linkBytes: 60e9 },
    { what: 'proxies.*.number', savedSeconds: 200, linkBytes: 130e9 },
    { what: 'policy.order', savedSeconds: 100 },
    { what: 'sites.b1.proxy', linkBytes: 95.1e9 },
    { what: 'datastores.ds1.read', linkBytes: 50e9 },
  ]);
  expect(page).toMatch(
    /keeping jobs that read over links to their nearest proxies<\/th>.*<td class="figure">40 GB of 100 GB</,
  );
  expect(page).toMatch(/the number of proxies<\/th>.*<td class="figure">30 GB more</);
  expect(page).toMatch(/the largest disks first<\/th>.*<td class="figure">–</);
  expect(page).toContain(
    '2 other parts doubled</summary><p>a proxy with 4 cores at b1; the read bandwidth of ds1.</p>',
  );
  expect(sectionOf([{ what: 'policy.order', savedSeconds: 100 }])).not.toContain('Off the links');
});

test('what changes nothing is named by its kind, however many things of the kind there are', () => {
  const parts = ['ds1', 'ds2', 'ds3', 'ds4'].flatMap((name) => [
    { what: `datastores.${name}.read` },
    { what: `proxies.${name}.cores` },
  ]);
  expect(sectionOf([{ what: 'datastores.*.read' }, ...parts])).toContain(
    '<p>the read bandwidth of all datastores, and of 4 of them one at a time; the cores of ds1, the cores of ds2, the cores of ds3 and 1 more.</p>',
  );
});

test('a night that misses a window is told what makes it fit, as in the advice', () => {
  const untilItFits = {
    changes: ['datastores.ds1.read', 'proxies.*.number'],
    set: ['datastores.ds1.read=800 MB/s', 'proxies.*.count=2'],
    times: 2,
    before: { job: 'nightly', spareSeconds: -3600 },
    after: { job: 'nightly', spareSeconds: 720 },
    stops: false,
    unprotected: 0,
    byDefault: [],
  };
  const value = { of: 'run' as const, windowSeconds: 1000, undone: 0, untried: 2, changes: [], untilItFits };
  const data = sampleReport({ unprotected: [] }, { doubled: { kind: 'found', value } });
  const page = doubledSection(data).html.text;
  expect(page).toContain(
    'Doubling the read bandwidth of ds1 and the number of proxies makes every job fit its window: nightly, the tightest, with 12m to spare. Try it with <code>',
  );
  expect(page).toContain('proxies.*.count=2');
  expect(answerSection(data).html.text).toContain('makes every job fit its window');
});

test('nothing gains anything where the window takes no time', () => {
  const page = sectionOf([{ what: 'proxies.px1.slots' }, { what: 'datastores.ds1.read' }], 0);
  expect(page).toContain('<summary>No notable change with 2 parts doubled</summary>');
});
