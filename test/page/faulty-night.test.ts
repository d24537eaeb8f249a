import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { accessibilityFindings, hasBrowser, type OpenPage, Pages } from './browser.ts';
import { pageOf, reportOf } from './sample-page.ts';

const pages = new Pages();
afterAll(() => pages.close());

/** Pixels left of the time axis. */
const NAMES = 160;

// 100 GB take 1000 s; px1 is down from 22:05 to 22:10, and its task stands still for 300 s: 1300 s.
const FAULTY_NIGHT = night({
  clock: '{ start: 2026-01-05T22:00 }',
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('vm1', [100])}]`,
  faults: '[{ kind: proxy-down, target: px1, at: 5min, for: 5min }]',
});

describe.skipIf(!hasBrowser())('the page of a night in which a proxy goes down', () => {
  let open: OpenPage;
  beforeAll(async () => {
    open = await pages.open(await pageOf(await reportOf(FAULTY_NIGHT, 'none')));
  });

  /** Where an instant of the night is on the charts, in pixels of their canvases. */
  async function xAt(seconds: number): Promise<number> {
    const { width } = (await open.page.locator('#gantt').boundingBox())!;
    return NAMES + ((width - NAMES - 1) * seconds) / 1300;
  }

  /** The colour of a canvas at a point. */
  const colorAt = async (canvas: string, seconds: number, y: number) =>
    open.page.evaluate<string>(
      `[...document.querySelector('${canvas}').getContext('2d').getImageData(${await xAt(seconds)} * devicePixelRatio, ${y} * devicePixelRatio, 1, 1).data].slice(0, 3).join()`,
    );

  test('names the fault and its time, for eyes, pointers and screen readers', async () => {
    const { page, complaints } = open;
    const chart = page.locator('#faults-over-time');
    expect(await chart.getAttribute('aria-label')).toBe(
      'Faults. proxy-down px1, Mon 22:05 to Mon 22:10 (5m).',
    );
    await chart.hover({ position: { x: await xAt(400), y: 9 } });
    expect(await page.locator('.tip').innerText()).toBe('proxy-down px1\nMon 22:05:00 to Mon 22:10:00');
    await chart.hover({ position: { x: await xAt(700), y: 9 } });
    expect(await page.locator('.tip').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('a line goes through each chart where the fault begins', async () => {
    for (const canvas of ['#tasks-over-time', '#rate-over-time', '#use-over-time', '#gantt'])
      expect(await colorAt(canvas, 300, 15), canvas).toBe('180,35,24');
  });

  test('the bar of a task is thin while its connection is lost, and its words tell when', async () => {
    const { page } = open;
    const atWork = await colorAt('#gantt', 200, 2);
    expect(atWork).not.toBe('255,255,255');
    // A lane is 16 pixels high: its middle is drawn, its edge is not.
    expect(await colorAt('#gantt', 450, 2)).toBe('255,255,255');
    expect(await colorAt('#gantt', 450, 7)).toBe(atWork);
    expect(await colorAt('#gantt', 700, 2)).toBe(atWork);
    await page.locator('#gantt').hover({ position: { x: await xAt(450), y: 8 } });
    // 100 GB in the 1000 s in which data flowed.
    expect(await page.locator('.tip').innerText()).toMatch(
      /100 GB read at 100 MB\/s.*\n.*\nconnection lost Mon 22:05:00 to Mon 22:10:00$/,
    );
  });

  test('tasks that stand still are told apart from those at work, and nothing is read meanwhile', async () => {
    const { page } = open;
    await page.locator('#tasks-over-time').hover({ position: { x: await xAt(450), y: 60 } });
    expect(await page.locator('.tip').innerText()).toMatch(/\ninterrupted: 1$/);
    await page.locator('#rate-over-time').hover({ position: { x: await xAt(450), y: 60 } });
    expect(await page.locator('.tip').innerText()).not.toContain('MB/s');
    await page.locator('#rate-over-time').hover({ position: { x: await xAt(700), y: 60 } });
    expect(await page.locator('.tip').innerText()).toContain(': 100 MB/s');
  });
});
