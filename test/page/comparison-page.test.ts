import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { night } from '../helpers/night.ts';
import { accessibilityFindings, hasBrowser, type OpenPage, Pages } from './browser.ts';

const PROXY = 'backup-proxy-number-one.virtualization.example.com';
/** Four disks of 1000 s on so many slots. */
const withSlots = (slots: number) =>
  night({
    name: `With ${slots} <b>`,
    proxies: `[{ name: ${PROXY}, maxConcurrentTasks: ${slots} }]`,
    vms: '[{ name: vm, disks: { count: 4, size: 100 GB, datastores: [ds1] } }]',
  });

const pages = new Pages();
afterAll(() => pages.close());

describe.skipIf(!hasBrowser())('the page of a comparison', () => {
  let open: OpenPage;
  beforeAll(async () => {
    const io = memoryIo({ files: { 'two.yaml': withSlots(2), 'four.yaml': withSlots(4) } });
    for (const name of ['two', 'four'])
      expect(await main(['run', `${name}.yaml`, '-o', name, '--charts', 'none'], io)).toBe(0);
    expect(await main(['report', 'two', 'four', '-o', 'both.html'], io)).toBe(0);
    open = await pages.open(`${io.files.get('both.html')}`);
  });

  test('names each by letter and folder, and says what the comparison comes to', async () => {
    const designs = open.page.locator('#designs');
    expect(await designs.locator('tbody th').allInnerTexts()).toEqual(['A: two', 'B: four']);
    expect(await designs.locator('p').allInnerTexts()).toEqual([
      'B: the window is 16m 40s (50%) shorter: 16m 40s instead of 33m 20s.',
    ]);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    await open.page.emulateMedia({ colorScheme });
    expect(await accessibilityFindings(open.page)).toEqual([]);
    expect(open.complaints).toEqual([]);
  });

  test('on a phone nothing is wider than the screen', async () => {
    await open.page.setViewportSize({ width: 390, height: 800 });
    expect(await open.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
});
