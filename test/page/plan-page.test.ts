import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { night } from '../helpers/night.ts';
import { accessibilityFindings, hasBrowser, type OpenPage, Pages } from './browser.ts';

/** 16 disks of 1000 s on proxies of 2 slots: n of them take 8000 s / n, every night. */
const TEXT = night({
  name: 'Sixteen <b>',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: '[{ name: vm, disks: { count: 16, size: 100 GB, datastores: [ds1] } }]',
});
const PRICES = 'unit: EUR\ncosts:\n  proxies.px*.count: 1500\n';
const PLAN = [
  'plan',
  'night.yaml',
  '--replications',
  '2',
  '--workers',
  '1',
  '-o',
  'out',
  '--cost',
  'prices.yaml',
];

const pages = new Pages();
afterAll(() => pages.close());

async function planned(window: string): Promise<OpenPage> {
  const io = memoryIo({ files: { 'night.yaml': TEXT, 'prices.yaml': PRICES } });
  const asked = ['--vary', 'proxies.px1.count=1..6', '--growth', '20%/y', '--years', '1'];
  await main([...PLAN, '--window', window, ...asked], io);
  return pages.open(`${io.files.get('out/report.html')}`);
}

const numbers = async (page: Page, selector: string, attribute: string) =>
  (await page.locator(selector).all()).reduce<Promise<number[]>>(
    async (before, one) => [...(await before), Number(await one.getAttribute(attribute))],
    Promise.resolve([]),
  );

describe.skipIf(!hasBrowser())('the page of a plan', () => {
  let open: OpenPage;
  let page: Page;
  beforeAll(async () => {
    open = await planned('2100s');
    ({ page } = open);
  });

  test('shows first what holds, how certain that is and what it costs', async () => {
    expect(await page.title()).toBe('Sixteen <b>: a window of 2100s');
    expect(await page.locator('.verdict').innerText()).toBe(
      'A window of 2100s holds with proxies.px1.count=4',
    );
    expect(await page.locator('.cards dd:not(.note)').allInnerTexts()).toEqual([
      '2 of 2',
      '1m 40s to spare',
      '1m 40s to spare',
      '6,000 EUR',
      '0 of 4',
    ]);
    expect(await page.locator('#answer tbody tr').allInnerTexts()).toEqual([
      'proxies.px*.count\t4 at 1,500\t6,000',
    ]);
  });

  test('cost against time: 1 to 4 proxies in equal steps, 5900, 1900 and 900 s late, then 100 s to spare', async () => {
    const x = await numbers(page, '#designs .dot', 'cx');
    const y = await numbers(page, '#designs .dot', 'cy');
    expect(x).toHaveLength(4);
    for (const i of [1, 2, 3]) expect(x[i]! - x[i - 1]!).toBeCloseTo((x[3]! - x[0]!) / 3, 0);
    const late = y.map((at) => ((at - y[3]!) / (y[0]! - y[3]!)) * 6000);
    expect(late.map((seconds) => Math.round(seconds / 100) * 100)).toEqual([6000, 2000, 1000, 0]);
    expect(await page.locator('#designs .bad .dot').count()).toBe(3);
    expect(await page.locator('#designs .good .mark').innerHTML()).toBe('answer');
    expect(await page.locator('#designs tbody tr').last().innerText()).toContain('4 (answer)');
  });

  test('a lost proxy, and the month in which it breaks', async () => {
    // The four are alike, and so is the loss of any of them.
    expect(await page.locator('#losses tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^px1, px2, px3 and 1 more\t0 of 2\t15m late\t/),
    ]);
    expect(await page.locator('#growth .dot').count()).toBe(4);
    expect(await page.locator('#growth .bad .mark').innerHTML()).toBe('breaks');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(open.complaints).toEqual([]);
  });

  test('on a phone nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  test('if no design holds it shows which comes closest, and no lost proxy', async () => {
    const none = await planned('999s');
    expect(await none.page.locator('.tone-bad .verdict').innerText()).toBe('NO design holds 999s.');
    expect(await none.page.locator('header').innerText()).toMatch(/: none of \d+ designs holds it$/m);
    expect(await none.page.locator('#answer').innerText()).toContain('Closest: proxies.px1.count=4');
    expect(await none.page.locator('#losses, #growth svg').count()).toBe(0);
    expect(none.complaints).toEqual([]);
  });
});
