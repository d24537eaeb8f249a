import { expect, test } from 'vitest';
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
