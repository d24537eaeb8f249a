import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportData } from '../../src/report/data/report-data.ts';
import { formatSeconds } from '../../src/report/wording/metric-value.ts';
import { WAIT_CAUSES } from '../../src/trace/wait-cause.ts';
import { formatBytes } from '../../src/units/format-quantity.ts';
import { night, vm } from '../helpers/night.ts';
import { accessibilityFindings, hasBrowser, type OpenPage, Pages } from './browser.ts';
import { FIRST_NIGHT, pageOf, reportOf } from './sample-page.ts';

const pages = new Pages();
afterAll(() => pages.close());

const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
/** The cells of the first rows of a long table. */
const cells = async (page: Page, table: string, column: number) =>
  texts(page, `[data-table=${table}] tbody tr:not(.space) td:nth-child(${column})`);
/** What a canvas shows once the next frames are drawn. */
const pixels = (page: Page, canvas: string): Promise<string> =>
  page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(document.querySelector('${canvas}').toDataURL()))))`);

async function changes(page: Page, canvas: string, act: () => Promise<unknown>): Promise<boolean> {
  const before = await pixels(page, canvas);
  await act();
  return (await pixels(page, canvas)) !== before;
}

/** What is written on canvases until the next frames are drawn. */
async function wordsOnCharts(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  await page.evaluate(`{
    const { prototype } = CanvasRenderingContext2D;
    const write = prototype.fillText;
    globalThis.written = [];
    prototype.fillText = function (text, ...place) {
      written.push(text);
      write.call(this, text, ...place);
    };
  }`);
  await act();
  return page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(written))))`);
}

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

describe.skipIf(!hasBrowser())('the page of a night', () => {
  let data: ReportData;
  let open: OpenPage;
  let page: Page;
  beforeAll(async () => {
    data = await reportOf(FIRST_NIGHT);
    open = await pages.open(await pageOf(data));
    ({ page } = open);
  });

  test('opens from a file without an error, a warning or a request', () => {
    expect(open.complaints).toEqual([]);
  });

  test('the first screen has the verdict, what limits it and what to do next', async () => {
    const { summary, words } = data;
    expect(await page.title()).toBe('First night');
    const answer = page.locator('#answer');
    expect(await answer.locator('.verdict').innerText()).toBe(words.verdict.text);
    for (const line of [...words.span, ...words.limits]) expect(await answer.innerText()).toContain(line);
    expect(await answer.innerText()).toContain('--set repositories.archive.perVmFiles=true');
    const box = await answer.boundingBox();
    expect(box!.y + box!.height).toBeLessThan(900);
    const cards = await texts(page, '.cards dd:not(.note)');
    const waited = WAIT_CAUSES.reduce((sum, cause) => sum + summary.waits[cause], 0);
    expect(cards).toEqual([
      formatSeconds(summary.window!.seconds),
      formatSeconds(summary.bound!.seconds),
      `${summary.totals.succeeded} of ${summary.totals.tasks}`,
      formatBytes(summary.totals.readBytes),
      formatSeconds(waited),
      `${summary.vms.protected}`,
    ]);
  });

  test('jobs and proxies are those of summary.json', async () => {
    const jobs = await texts(page, '#jobs .frame:first-of-type tbody tr');
    for (const [name, job] of Object.entries(data.summary.jobs)) {
      expect(jobs.find((row) => row.startsWith(name))).toContain(formatSeconds(job.window));
    }
    const proxies = await texts(page, '#proxies tbody tr');
    for (const [name, { slots, tasks, peakTasks }] of Object.entries(data.summary.proxies)) {
      expect(proxies.find((row) => row.startsWith(`${name}\t`))).toMatch(
        new RegExp(`^${name}\\t${slots}\\t${tasks}\\t${peakTasks}\\t`),
      );
    }
  });

  test('every task is in the table, can be sorted by the headers and found by a search', async () => {
    const table = page.locator('[data-table=tasks]');
    expect(await table.locator('output').innerText()).toBe(`${data.summary.totals.tasks} rows`);
    const head = table.getByRole('button', { name: 'Read' });
    await head.click();
    expect(await head.locator('..').getAttribute('aria-sort')).toBe('descending');
    const largest = data.tasks.readBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    expect((await cells(page, 'tasks', 9))[0]).toBe(formatBytes(largest));
    await table.getByRole('button', { name: 'Task' }).press('Enter');
    expect((await cells(page, 'tasks', 1)).slice(0, 2)).toEqual(['app01/0', 'app01/1']);
    await table.getByRole('searchbox').fill('FILE3');
    await expect.poll(() => table.locator('output').innerText()).toMatch(/^\d of 238 rows$/);
    const found = await cells(page, 'tasks', 1);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((name) => name.startsWith('file3/'))).toBe(true);
    // What a screen reader says of the table: the rows that were found, and the head.
    expect(await table.locator('table').getAttribute('aria-rowcount')).toBe(`${found.length + 1}`);
    await table.getByRole('searchbox').fill('');
  });

  test('zooms by button, key and wheel, pans, and returns to the whole run', async () => {
    const range = () => page.locator('#time-range').innerText();
    const whole = await range();
    const gantt = page.locator('#gantt');
    expect(await changes(page, '#gantt', () => page.getByRole('button', { name: 'Zoom in' }).click())).toBe(
      true,
    );
    const zoomed = await range();
    expect(zoomed).not.toBe(whole);
    await gantt.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await range()).not.toBe(zoomed);
    expect(await changes(page, '#gantt', () => page.keyboard.press('+'))).toBe(true);
    await page.keyboard.press('0');
    expect(await range()).toBe(whole);
    await gantt.hover({ position: { x: 400, y: 40 } });
    expect(await changes(page, '#tasks-over-time', () => page.mouse.wheel(0, -300))).toBe(true);
    const wheeled = await range();
    await page.mouse.down();
    await page.mouse.move(600, 400, { steps: 4 });
    await page.mouse.up();
    expect(await range()).not.toBe(wheeled);
    await page.getByRole('button', { name: 'Whole run' }).click();
    expect(await range()).toBe(whole);
  });

  test('a bar under the pointer shows task, mode, rate and wait; from the keyboard, too', async () => {
    // The fifth slot of px1, below two of vbr and twelve of san1, 16 pixels each.
    await page.locator('#gantt').hover({ position: { x: 500, y: (2 + 12 + 4.5) * 16 } });
    const tip = await page.locator('#tip').innerText();
    expect(tip).toMatch(
      /^\S+\/\d of \w+\npx1 by hotadd, .* to .*\n.* read at .*B\/s, limited by \w+; success\nwaited/,
    );
    await page.locator('#gantt').focus();
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    const second = await page.locator('#detail').innerText();
    await page.keyboard.press('p');
    const first = await page.locator('#detail').innerText();
    expect(first).toMatch(/vbr by /);
    expect(first).not.toBe(second);
    await page.keyboard.press('0');
  });

  test('filters by job, proxy and VM', async () => {
    const count = () => page.locator('#filter-count').innerText();
    const { tasks } = data;
    const files = tasks.job.filter((job) => tasks.jobs[job] === 'files').length;
    expect(
      await changes(page, '#gantt', () => page.locator('#filter-job').selectOption({ label: 'files' })),
    ).toBe(true);
    expect(await count()).toBe(`${files} of ${tasks.count} tasks`);
    await page.locator('#filter-vm').fill('file3');
    expect(await count()).toMatch(/^[1-9] of 238 tasks$/);
    await page.locator('#filter-proxy').selectOption({ label: 'px2' });
    expect(await count()).toBe('0 of 238 tasks');
    for (const field of ['job', 'proxy']) await page.locator(`#filter-${field}`).selectOption('');
    await page.locator('#filter-vm').fill('');
    expect(await count()).toBe('238 of 238 tasks');
    expect(await changes(page, '#gantt', () => page.locator('#color-by').selectOption('result'))).toBe(true);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('dark is dark, and paper is light', async () => {
    const shade = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await shade()).toBe('rgb(18, 22, 28)');
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await shade()).toBe('rgb(255, 255, 255)');
    expect(await page.getByRole('button', { name: 'Zoom in' }).isVisible()).toBe(false);
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.length).toBeGreaterThan(50_000);
    await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
    expect(open.complaints).toEqual([]);
  });

  test('on paper collapsed parts are open, and the number of rows left out is stated', async () => {
    const words = page.locator('#doubled details p');
    expect(await words.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await words.isVisible()).toBe(true);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    // 238 tasks, of which paper has 60.
    const status = (table: string) => page.locator(`[data-table=${table}] output`).innerText();
    // Another test has sorted the tasks: that order is kept.
    expect(await status('tasks')).toBe('238 rows, the first 60 here');
    const { snapshots } = data;
    expect(await status('snapshots')).toBe(`${snapshots.count} rows, 60 here: those that lived longest`);
    const rows = page.locator('[data-table=snapshots] tbody tr:not(.space)');
    expect(await rows.count()).toBe(60);
    const longest = snapshots.lifeSeconds.indexOf(Math.max(...snapshots.lifeSeconds));
    expect(await rows.first().locator('td').first().innerText()).toBe(snapshots.vms[snapshots.vm[longest]!]);
    expect(await page.locator('[data-table=tasks] output').isVisible()).toBe(true);
    expect(await page.locator('[data-table=tasks] input').isVisible()).toBe(false);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen' });
  });

  test('on a sheet of A4 figures are not broken, and nothing is wider than the sheet', async () => {
    await page.emulateMedia({ media: 'print' });
    // 210 mm without margins of 12 mm, at 96 pixels to the inch.
    await page.setViewportSize({ width: 703, height: 1000 });
    const broken = await page.evaluate<string[]>(`
      [...document.querySelectorAll('.frame td.figure')].flatMap((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1 ? [cell.textContent] : [];
      })`);
    expect(broken).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(703);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ media: null });
  });

  // What is missing at the end shows where it needs a sheet of its own, so the end is moved by half a sheet.
  test.each([0, 500])(
    'a print has as many sheets as if the paper layout were in place before it begins, %i pixels further down',
    async (pixelsDown) => {
      const sheets = async () =>
        (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)!.length;
      // As it comes: 'screen' would print what a screen shows.
      await page.emulateMedia({ media: null });
      await page.evaluate(`document.body.style.paddingTop = '${pixelsDown}px'`);
      const printed = await sheets();
      await page.emulateMedia({ media: 'print' });
      await pixels(page, '#gantt');
      expect(printed).toBe(await sheets());
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(`document.body.style.paddingTop = ''`);
    },
  );

  test('charts have descriptions for screen readers', async () => {
    const said = await page.locator('canvas').evaluateAll((all) => all.map((one) => one.ariaLabel));
    // The slots that px1 has taken most, by the table of proxies.
    const [name, , , , used] = (await page.locator('#proxies tbody tr').nth(2).innerText()).split(/\s+/);
    expect(said[3]).toContain(`The busiest proxy is ${name} (131 tasks, slot use ${used})`);
    expect(said[1]).toMatch(/limited by target 79.8%/);
    expect(said.every((one) => /\d/.test(one ?? ''))).toBe(true);
  });

  test('open VMs are a line in the chart of tasks: its legend, its words and its tip name them', async () => {
    expect((await texts(page, '#tasks-over-time-legend span')).at(-1)).toBe('open VMs');
    const { openVms } = data.timeline!;
    const most = Math.ceil(openVms.reduce((a, b) => Math.max(a, b), 0));
    const said = await page.locator('#tasks-over-time').evaluate((one) => one.ariaLabel);
    expect(said).toMatch(new RegExp(`up to ${most} \\(at [^)]*\\) VMs open\\.$`));
    await page.locator('#tasks-over-time').hover({ position: { x: 165, y: 60 } });
    expect(await page.locator('.tip').innerText()).toMatch(/^open VMs: \d+(\.\d)?$/m);
  });

  test('a run of one night has no button for the longest', async () => {
    expect(await page.getByRole('button', { name: 'Longest night' }).count()).toBe(0);
  });

  test('the shades of use have a legend', async () => {
    expect(await page.locator('#use-over-time-legend span').allInnerTexts()).toEqual([
      '25%',
      '50%',
      '75%',
      '100%',
    ]);
  });

  test('on a phone nothing is wider than the screen, and the names of charts are whole', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await pixels(page, '#gantt');
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    const words = await wordsOnCharts(page, () => page.getByRole('button', { name: 'Zoom in' }).click());
    // Of the busiest resources, and of proxies.
    expect(words).toEqual(expect.arrayContaining(['isc1 read', 'archive slots', 'px1', 'san1']));
    expect(words.filter((word) => word.includes('…'))).toEqual([]);
    // The names of rows stay where they are while the rest of a wide table moves.
    const name = page.locator('#proxies tbody th').first();
    const before = await name.boundingBox();
    await page.locator('#proxies .frame').evaluate('(frame) => { frame.scrollLeft = 200; }');
    expect((await name.boundingBox())!.x).toBe(before!.x);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe.skipIf(!hasBrowser())('the page of several nights', () => {
  test('a button goes to the longest night, which has finer steps; the keys of the charts work on from there', async () => {
    // 50 s on each of three evenings; on the second a full of 1000 s, too.
    const { page, complaints } = await pages.open(
      await pageOf(
        await reportOf(
          night({
            clock: '{ start: 2026-01-05T22:00, horizon: 3d }',
            vms: `[${vm('vm1', [100], 'ds1', 'lastBackup: 24h')}, ${vm('vm2', [100])}]`,
            jobs: `[{ name: each, vms: [vm1], repository: repo, run: incremental, schedule: { daily: "22:00" } },
  { name: one, vms: [vm2], repository: repo, run: full, schedule: { daily: "22:01:40", days: [tue] } }]`,
          }),
          'none',
        ),
      ),
    );
    const range = () => page.locator('#time-range').innerText();
    expect(await range()).toBe('Mon 22:00 to Wed 22:10');
    const said = await page.locator('canvas').evaluateAll((all) => all.map((one) => one.ariaLabel));
    // A step of the whole run, 10 minutes, is never busy from its beginning to its end: its mean would be less than 100 MB/s.
    expect(said[0]).toMatch(/Up to 1 \(at Tue 22:00\) running; .* VMs open, in the longest night\.$/);
    expect(said[1]).toMatch(/Up to 100 MB\/s at Tue 22:00; limited by source 100%, in the longest night\.$/);
    const button = page.getByRole('button', { name: 'Longest night' });
    await button.focus();
    expect(await changes(page, '#tasks-over-time', () => page.keyboard.press('Enter'))).toBe(true);
    expect(await range()).toBe('Tue 22:00 to Tue 22:18');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Longest night');
    // A step of the whole run is 10 minutes long. Here nothing runs between 22:00:50 and 22:01:40: 160 pixels are names.
    const chart = page.locator('#tasks-over-time');
    const { width } = (await chart.boundingBox())!;
    const tipAt = async (seconds: number) => {
      await chart.hover({ position: { x: 160 + ((width - 161) * seconds) / 1100, y: 60 } });
      return page.locator('.tip').innerText();
    };
    expect(await tipAt(25)).toBe('Tue 22:00\nopen VMs: 1\nrunning: 1');
    expect(await tipAt(75)).toBe('Tue 22:01');
    await page.locator('#gantt').focus();
    await page.keyboard.press('0');
    expect(await range()).toBe('Mon 22:00 to Wed 22:10');
    expect(complaints).toEqual([]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe.skipIf(!hasBrowser())('hostile names', () => {
  const HOSTILE = [
    '<script>document.title="owned"</script>',
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    '</script><!--',
    '\u202egnp.exe',
    `${'a'.repeat(290)}-end`,
    '\u2028\u2029&lt;',
    '__proto__',
  ];

  test('are plain words everywhere', async () => {
    const data = renamed(await reportOf(FIRST_NIGHT, 'none'), HOSTILE);
    const { page, complaints } = await pages.open(await pageOf(data));
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe(HOSTILE[0]);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img').count()).toBe(0);
    const vms = await cells(page, 'vms', 1);
    expect(vms.slice(0, 4)).toEqual(HOSTILE.slice(0, 4));
    expect(vms[4]).toBe('\ufffdgnp.exe');
    const jobs = await texts(page, '#jobs tbody th');
    expect(jobs).toContain(HOSTILE[1]!);
    // The long bar on the third slot of san1.
    await page.locator('#gantt').hover({ position: { x: 500, y: 40 } });
    expect(await page.locator('#tip').innerText()).toMatch(/ of /);
    expect(await widthOf(page)).toBeLessThanOrEqual(1280);
    await page.close();
  });
});

/** The report with its names replaced, as far as there are others. */
function renamed(data: ReportData, names: readonly string[]): ReportData {
  const other = (list: readonly string[]) => list.map((name, i) => names[i % names.length] ?? name);
  const { tasks, summary } = data;
  const map = <T>(things: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(things).map(([, thing], i) => [names[(i + 1) % names.length]!, thing]));
  return {
    ...data,
    summary: {
      ...summary,
      scenario: { ...summary.scenario, name: names[0]!, file: names[1]! },
      jobs: map(summary.jobs),
      proxies: map(summary.proxies),
      datastores: map(summary.datastores),
      repositories: map(summary.repositories),
    },
    tasks: { ...tasks, vms: other(tasks.vms), jobs: other(tasks.jobs), proxies: other(tasks.proxies) },
    origin: { version: names[0]!, command: names[3]! },
    unprotected: [{ vm: names[0]!, reason: names[1]!, usedBytes: 0 }],
  };
}
