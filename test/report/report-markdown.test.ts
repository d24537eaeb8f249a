import { describe, expect, test } from 'vitest';
import { reportMarkdown } from '../../src/report/report-markdown.ts';
import { sampleReport } from './data/sample-report.ts';
import { summary, taskRow } from './sample-result.ts';

const SCREEN = 60;

describe('report.md', () => {
  test('begins with the answer and shows how to reproduce it', () => {
    const lines = reportMarkdown(sampleReport()).trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '## Two hosts, one night',
      '',
      '**YES: nightly fits its window, 3h to spare.**',
    ]);
    expect(lines.slice(-3)).toEqual(['```text', 'proxysim run night.yaml --seed 42', '```']);
    expect(lines).toContain(
      '| nightly | 4h 58m | Tue 03:00 | 3h to spare | 9 TB | 86% | 54% | 56% | 42% | source |',
    );
    expect(lines).toContain('proxysim 1.2.3, policy rts, seed 42, fingerprint 00c0ffee00c0ffee&#64;1');
  });

  test('says what crossed the links, most first, at most three', () => {
    const links = Object.fromEntries(
      [1, 40, 3, 2].map((gigabytes, n) => [
        `l${n}`,
        { utilisation: gigabytes / 100, transferredBytes: gigabytes * 1e9 },
      ]),
    );
    const lines = (given: typeof links) =>
      reportMarkdown(sampleReport({ summary: { ...summary(), links: given } }))
        .split('\n')
        .filter((line) => line.includes('links'));
    expect(lines(links)).toEqual([
      '**Transferred over links:** l1 40 GB (40% busy), l2 3 GB (3% busy), l3 2 GB (2% busy) and 1 more',
    ]);
    expect(lines({})).toEqual([]);
  });

  test('names the VMs that are not protected, and why', () => {
    const text = reportMarkdown(
      sampleReport({
        unprotected: [
          { vm: 'sql01', reason: 'nightly: the window closed', usedBytes: 2e12 },
          { vm: 'app07', reason: 'in no job', usedBytes: 0 },
          { vm: 'sql02', reason: 'nightly: the window closed', usedBytes: 0 },
        ],
      }),
    );
    expect(text).toContain(
      '\n**Not protected (3 VMs with 2 TB):** nightly: the window closed: sql01, sql02; others for other reasons, in report.html\n\n',
    );
  });

  test('contains every line about troubles: the faults, then their effects on the work', () => {
    const troubles = ['a', 'b', 'c', 'd', 'e'].map((name) => `proxy-down ${name}, Mon 23:00, to the end`);
    const report = sampleReport();
    const words = {
      ...report.words,
      troubles: [...troubles, 'and 62 more faults in events.csv', '9 VM runs failed'],
    };
    const text = reportMarkdown({ ...report, words });
    expect(text).toContain('- and 62 more faults in events.csv\n- 9 VM runs failed\n');
  });

  test('leaves round brackets unescaped, for readers without a renderer', () => {
    const text = reportMarkdown(
      sampleReport({ unprotected: [{ vm: 'sql (old)', reason: 'in no job', usedBytes: 0 }] }),
    );
    expect(text).toContain('in no job: sql (old)');
  });

  test('says what to do next, with the setting that tries it as code', () => {
    const doubled = {
      of: 'run' as const,
      windowSeconds: 17_900,
      undone: 0,
      untried: 0,
      changes: [
        {
          what: 'datastores.*.maxSnapshots',
          set: ['datastores.*.maxSnapshots=8'],
          windowSeconds: 14_300,
          savedSeconds: 3600,
          byDefault: [{ field: 'datastores.maxSnapshots', value: '4', things: [] }],
          unprotected: 0,
          undone: 0,
        },
      ],
    };
    const text = reportMarkdown(sampleReport({}, { doubled: { kind: 'found', value: doubled } }));
    // 17,900 s are 4 h 58 min 20 s, an hour less 3 h 58 min 20 s.
    expect(text).toContain(
      "\n**What to do next:** Doubling the snapshot limit of all datastores shortens the window from 4h 58m to 3h 58m. Not in the scenario: datastores.maxSnapshots (4 by default). Try it with `--set 'datastores.*.maxSnapshots=8'`\n",
    );
  });

  test('fits on one screen even if there is a lot of everything', () => {
    const { jobs, proxies } = summary();
    const many = <T>(one: T, prefix: string) =>
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${prefix}${i}`, one]));
    const diagnostics = Array.from({ length: 99 }, () => ({
      code: 'few-cores',
      severity: 'warning' as const,
      message: 'x'.repeat(900),
      path: '',
    }));
    const expected = Array.from({ length: 50 }, () => ({ metric: 'window', value: 2, max: 1, ok: false }));
    const text = reportMarkdown(
      sampleReport({
        summary: summary({
          jobs: many(jobs['nightly']!, 'job'),
          proxies: many(proxies['px1']!, 'px'),
          diagnostics,
          expect: expected,
        }),
        unprotected: Array.from({ length: 90 }, (_, i) => ({
          vm: `app${i}`,
          reason: `job ${i % 9}: failed`,
          usedBytes: 0,
        })),
      }),
    );
    expect(text.split('\n').length).toBeLessThanOrEqual(SCREEN);
    expect(text).toContain('and 295 more jobs, without a limit');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(400);
  });

  test('names are plain words, whatever they contain', () => {
    const hostile = '<script>alert(1)</script>|`@all` [x](http://x) \u202Eevil\n# head';
    const { jobs } = summary();
    const text = reportMarkdown(
      sampleReport({
        summary: summary({
          scenario: { name: hostile, file: 'x', sha256: '' },
          jobs: { [hostile]: jobs['nightly']! },
        }),
        tasks: [taskRow({ job: hostile })],
      }),
    );
    const outsideCode = text.split('```')[0]!;
    expect(outsideCode).not.toMatch(/<script|\[x\]\(|@all|\u202E/);
    expect(outsideCode.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
    const row = outsideCode.split('\n').find((line) => line.includes('script') && line.startsWith('|'))!;
    expect(row.split('|')).toHaveLength(12);
  });

  test('what tasks waited for is escaped once: a reader sees the name as it is', () => {
    const base = summary();
    const cause = 'datastore-snapshots';
    const text = reportMarkdown(
      sampleReport(
        { summary: { ...base, waits: { ...base.waits, [cause]: 1e9 } } },
        {
          waitsByThing: {
            kind: 'found',
            value: [{ job: 'nightly', cause, thing: 'datastores.prod_01', seconds: 1e9 }],
          },
        },
      ),
    );
    expect(text).toContain('prod&#95;01 100%');
    expect(text).not.toContain('&#35;');
  });
});
