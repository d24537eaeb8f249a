import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { night } from '../helpers/night.ts';
import { accessibilityFindings, hasBrowser, type OpenPage, Pages } from './browser.ts';

const PROXY = 'backup-proxy-number-one.virtualization.example.com';
/** Four disks of 1000 s on so many slots. */
const TEXT = night({
  name: 'Four <b>',
  proxies: `[{ name: ${PROXY}, maxConcurrentTasks: 2 }]`,
  vms: '[{ name: vm, disks: { count: 4, size: 100 GB, datastores: [ds1] } }]',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: { length: 1500s, onClose: report } }]',
});
const TWO_AXES = [
  '--vary',
  `proxies.${PROXY}.maxConcurrentTasks=1,2,4`,
  '--vary',
  'repositories.repo.maxConcurrentTasks=1,4',
];

const pages = new Pages();
afterAll(() => pages.close());

async function swept(text: string, ...args: string[]): Promise<OpenPage> {
  const io = memoryIo({ files: { 'night.yaml': text } });
  expect(await main(['sweep', 'night.yaml', '--workers', '1', '-o', 'out', ...args], io)).toBe(0);
  return pages.open(`${io.files.get('out/report.html')}`);
}

describe.skipIf(!hasBrowser())('the page of a sweep', () => {
  test('begins with the answer, and with the shortest window; with one run each it says that there are no intervals', async () => {
    const { page } = await swept(TEXT, ...TWO_AXES);
    const designs = page.locator('#designs');
    expect(await designs.locator('p').allInnerTexts()).toEqual([
      `The window is shortest with proxies.${PROXY}.maxConcurrentTasks=4, repositories.repo.maxConcurrentTasks=4: 16m 40s.`,
      'All windows are met in 1 of 6 designs.',
      'One run of each design: --replications N shows how much of the order is chance.',
    ]);
    expect(await designs.locator('th[scope=col]').allInnerTexts()).toEqual([
      'Rank',
      `${PROXY}.maxConcurrentTasks`,
      'repo.maxConcurrentTasks',
      'Window',
      'Windows met',
      'Tightest job',
      'Waits most for',
      'Bottleneck',
      'Lower bound set by',
    ]);
    // 4 slots: 1000 s, within 1500 s; 2: 2000 s; 1: 4000 s. With one repository slot always 4000 s.
    const cells = await designs.locator('tbody tr').allInnerTexts();
    expect(cells.map((row) => row.split('\t').slice(1, 5).join(' '))).toEqual([
      '4 4 16m 40s yes',
      '2 4 33m 20s no',
      '1 1 1h 7m no',
      '1 4 1h 7m no',
      '2 1 1h 7m no',
      '4 1 1h 7m no',
    ]);
  });

  test('shows settings with short paths if they are unambiguous, and says if the last step is the best', async () => {
    const { page } = await swept(TEXT, ...TWO_AXES);
    expect(await page.locator('h2').allInnerTexts()).toContain(
      `Window by ${PROXY}.maxConcurrentTasks and repo.maxConcurrentTasks`,
    );
    const rows = await page.locator('#curves tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t').slice(1))).toEqual([
      ['repo.maxConcurrentTasks=1', '1: 1h 7m → 2: 1h 7m → 4: 1h 7m', '1'],
      ['repo.maxConcurrentTasks=4', '1: 1h 7m → 2: 33m 20s → 4: 16m 40s', 'none up to 4'],
      [`${PROXY}.maxConcurrentTasks=1`, '1: 1h 7m → 4: 1h 7m', '1'],
      [`${PROXY}.maxConcurrentTasks=2`, '1: 1h 7m → 4: 33m 20s', 'none up to 4'],
      [`${PROXY}.maxConcurrentTasks=4`, '1: 1h 7m → 4: 16m 40s', 'none up to 4'],
    ]);
  });

  test('the windows along an axis are drawn with their limit and the knee', async () => {
    const { page } = await swept(TEXT, '--vary', `proxies.${PROXY}.maxConcurrentTasks=1,2,4,8`);
    const picture = page.locator('#curves svg.points');
    // Four disks of 1000 s: with eight slots as with four. Allowed are 1500 s.
    expect(await picture.locator('title').allTextContents()).toEqual([
      '1: 1h 7m, windows met: no',
      '2: 33m 20s, windows met: no',
      '4: 16m 40s, windows met: yes',
      '8: 16m 40s, windows met: yes',
    ]);
    expect(await picture.locator('g.good').count()).toBe(2);
    const knee = page.locator('#curves g:has(.ring) title');
    expect(await knee.allTextContents()).toEqual(['4: 16m 40s, windows met: yes']);
    expect(await picture.locator('> text').allTextContents()).toEqual(
      expect.arrayContaining(['0s', '1', '2', '4', '8', 'window', `proxies.${PROXY}.maxConcurrentTasks`]),
    );
  });

  test('says so if nothing ever runs', async () => {
    const sundays = TEXT.replace('run: full', 'schedule: { daily: "22:00", days: [sun] }');
    const { page } = await swept(sundays, ...TWO_AXES);
    expect(await page.locator('#designs p').allInnerTexts()).toEqual([
      'Nothing ran in any design: no task ever started.',
    ]);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    const { page, complaints } = await swept(
      TEXT,
      ...TWO_AXES,
      '--policy',
      'rts,load-first',
      '--replications',
      '2',
    );
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('on a phone nothing is wider than the screen, and no heading breaks within a word', async () => {
    const { page } = await swept(TEXT, ...TWO_AXES);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    // A word that is broken has the boxes of two lines.
    const broken = await page.evaluate<string[]>(`
      [...document.querySelectorAll('h2')].flatMap((heading) => {
        const found = [];
        const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
          for (const { index, 0: word } of node.data.matchAll(/[\\w.=]+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
          }
        return found;
      })`);
    expect(broken).toEqual([]);
  });
});
