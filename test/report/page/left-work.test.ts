import { expect, test } from 'vitest';
import { compareSides } from '../../../src/report/comparison/comparison.ts';
import { comparisonPage } from '../../../src/report/page/comparison-page.ts';
import { doubledSection } from '../../../src/report/page/sections/doubled-section.ts';
import { troublesSection } from '../../../src/report/page/sections/troubles-section.ts';
import { side } from '../comparison-sides.ts';
import { sampleReport } from '../data/sample-report.ts';
import { summary } from '../sample-result.ts';

test('a doubling that protects more VMs is shown, even if the window closes at the same time', () => {
  const doubled = (unprotected: number) => ({
    what: `proxies.px${unprotected}.cores`,
    set: [],
    windowSeconds: 17_900,
    savedSeconds: 0,
    byDefault: [],
    unprotected,
    undone: 0,
  });
  const base = summary();
  const page = doubledSection(
    sampleReport(
      {
        summary: { ...base, vms: { ...base.vms, unprotected: ['sql01', 'sql02'] } },
        unprotected: ['sql01', 'sql02'].map((vm) => ({
          vm,
          reason: 'nightly: the window closed',
          usedBytes: 0,
        })),
      },
      {
        doubled: {
          kind: 'found',
          value: {
            of: 'run',
            windowSeconds: 17_900,
            undone: 0,
            changes: [doubled(1), doubled(2)],
            untried: 0,
          },
        },
      },
    ),
  ).html.text;
  expect(page).toContain('<th scope="row">the cores of px1</th>');
  expect(page).toContain('with 1 other part doubled</summary><p>the cores of px2.</p>');
});

test('in a comparison, a shorter window is named with the VMs that it left unprotected', () => {
  const base = summary();
  const cut = {
    window: { ...base.window!, seconds: 600 },
    vms: { ...base.vms, unprotected: ['sql01', 'sql02'] },
    fingerprint: 'other@1',
  };
  const sides = [side('whole'), side('cut', cut)];
  const page = comparisonPage(compareSides(sides, []), sides, { script: '', hash: () => '' });
  // 4 h 58 min 20 s in all, of which 600 s are left.
  expect(page).toContain(
    '<p>B: the window is 4h 48m (96.6%) shorter: 10m instead of 4h 58m. It leaves 2 VMs unprotected, A none.</p>',
  );
});

test('in a comparison, a time to spare has a difference and no percentage, as on a terminal', () => {
  const sides = [side('a'), side('b')].map((one, i) => ({
    ...one,
    ofSessions: new Map([['jobs.nightly.spareSeconds', i === 0 ? 600 : 1200]]),
  }));
  const page = comparisonPage(compareSides(sides, []), sides, { script: '', hash: () => '' });
  expect(page).toContain('20m <span class="note">+10m</span>');
});

test('doublings that protect more VMs come before those that only save time, as in the advice', () => {
  const base = summary();
  const doubled = (what: string, savedSeconds: number, unprotected: number) => ({
    what,
    set: [],
    windowSeconds: 1000 - savedSeconds,
    savedSeconds,
    byDefault: [],
    unprotected,
    undone: 0,
  });
  const page = doubledSection(
    sampleReport(
      {
        summary: { ...base, vms: { ...base.vms, unprotected: ['sql01'] } },
        unprotected: [{ vm: 'sql01', reason: 'nightly: failed', usedBytes: 0 }],
      },
      {
        doubled: {
          kind: 'found',
          value: {
            of: 'run',
            windowSeconds: 1000,
            undone: 0,
            changes: [doubled('proxies.a.cores', 500, 1), doubled('proxies.b.cores', 0, 0)],
            untried: 0,
          },
        },
      },
    ),
  ).html.text;
  expect(page.match(/the cores of \w/g)).toEqual(['the cores of b', 'the cores of a']);
});

test('of many unprotected VMs ten are visible at once, and the others after a click', () => {
  const vms = Array.from({ length: 12 }, (_, i) => `vm${i}`);
  const base = summary();
  const page = troublesSection(
    sampleReport({
      summary: { ...base, vms: { ...base.vms, unprotected: vms } },
      unprotected: vms.map((vm) => ({ vm, reason: 'nightly: failed', usedBytes: 1e9 })),
    }),
  )!.html.text;
  const [seen, folded] = page.split('<details><summary>2 more unprotected VMs</summary>');
  expect(seen).toContain('vm9<');
  expect(seen).not.toContain('vm10');
  expect(folded).toContain('vm10');
  expect(folded).toContain('vm11');
});
