import type { Page } from 'playwright-core';
import { nodeIo } from '../../cli/files/node-io.ts';
import { pageParts } from '../../cli/page-script.ts';
import { packedReport } from '../../cli/results/report-file.ts';
import type { TaskRow } from '../../metrics/columns/task-rows.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { reportData } from '../../report/data/build-report.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { reportPage } from '../../report/page/page.ts';
import { pagePieces } from '../../report/page/page-frame.ts';
import { runScenario } from '../../runs/run.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { Minstd } from '../minstd.ts';
import { nightOf, nightText } from '../nights/night.ts';
import type { Clock, Run } from '../timed-run.ts';
import { rowsAsColumns } from './rows-as-columns.ts';

const TASKS = 100_000;
const PROXIES = 14;
const SLOTS = 16;
const ZOOMS = 20;

/** Makes `report.html` of 100,000 tasks; most of the time goes into compressing the columns. */
export async function pageWritten(now: Clock): Promise<Run> {
  const data = manyTasks();
  const parts = await pageParts();
  const begin = now();
  pagePieces(reportPage(data, parts), await packedReport(data));
  return { seconds: (now() - begin) / 1000, items: TASKS };
}

/** Opens it in a browser until everything is drawn. */
export async function pagePainted(now: Clock, folder: string): Promise<Run> {
  return inBrowser(folder, async (page, address) => {
    const begin = now();
    await page.goto(address);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return { seconds: (now() - begin) / 1000, items: TASKS };
  });
}

/** One zoom of all charts, from the click to the frame that shows it. */
export async function pageZoomed(_: Clock, folder: string): Promise<Run> {
  return inBrowser(folder, async (page, address) => {
    await page.goto(address);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    const milliseconds = await page.evaluate<number>(`(async () => {
      const button = (name) => document.querySelector('button[data-zoom=' + name + ']');
      const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      let spent = 0;
      for (let zoom = 0; zoom < ${ZOOMS}; zoom++) {
        await drawn();
        button(zoom % 2 === 0 ? 'in' : 'out').click();
        spent += await new Promise((done) => requestAnimationFrame((at) => setTimeout(() => done(performance.now() - at))));
      }
      return spent / ${ZOOMS};
    })()`);
    return { seconds: milliseconds / 1000, items: TASKS };
  });
}

async function inBrowser(folder: string, work: (page: Page, address: string) => Promise<Run>): Promise<Run> {
  const data = manyTasks();
  const text = pagePieces(reportPage(data, await pageParts()), await packedReport(data));
  const file = `${folder}/page.html`;
  await nodeIo().writeFileAtomically(file, text);
  // Loaded here because it takes 100 MB, which the other benchmarks do not need.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    return await work(await browser.newPage({ viewport: { width: 1280, height: 900 } }), `file://${file}`);
  } finally {
    await browser.close();
  }
}

/** The report of a small night with this many tasks, which occupy the slots of some proxies without gaps. */
function manyTasks(): ReportData {
  const source = { name: 'night.yaml', text: nightText(nightOf(20)) };
  const parsed = parseScenario({ source, files: { text: () => undefined, table: () => undefined } });
  if (!parsed.ok) throw new Error('the night is no scenario');
  const outcome = runScenario(parsed.value, { file: { name: 'night.yaml', sha256: '' } });
  if (!outcome.ok) throw new Error('the night does not run');
  const { result } = outcome;
  const { utilisation, snapshots } = result.columns;
  const many: RunResult = {
    ...result,
    columns: { utilisation, snapshots, tasks: rowsAsColumns([...taskRows(result)]) },
    summary: { ...result.summary, totals: { ...result.summary.totals, tasks: TASKS } },
  };
  const leftOut = { kind: 'left-out', why: 'not measured' } as const;
  return reportData(many, parsed.value, {
    origin: { version: '0', command: 'npm run bench' },
    criticalPath: leftOut,
    doubled: leftOut,
    waitsByThing: leftOut,
  });
}

function* taskRows({ tasks }: RunResult): Generator<TaskRow> {
  const [sample] = tasks;
  if (sample === undefined) throw new Error('the night has no task');
  const random = new Minstd(1);
  const freeAt = new Float64Array(PROXIES * SLOTS);
  const modes = ['hotadd', 'san', 'nbd'];
  for (let task = 0; task < TASKS; task++) {
    let slot = 0;
    for (let other = 1; other < freeAt.length; other++) if (freeAt[other]! < freeAt[slot]!) slot = other;
    const start = freeAt[slot]!;
    const seconds = 20 + 80 * random.uniform();
    freeAt[slot] = start + seconds;
    yield {
      ...sample,
      vm: `app${task >> 1}`,
      disk: `${task & 1}`,
      proxy: `px${Math.floor(slot / SLOTS)}`,
      mode: modes[task % modes.length]!,
      readySeconds: 0,
      startSeconds: start,
      transferStartSeconds: start + 5,
      transferEndSeconds: start + seconds - 5,
      endSeconds: start + seconds,
      queueWaitSeconds: start,
      waitedFor: start === 0 ? [] : [{ cause: 'proxy-slot', seconds: start }],
    };
  }
}
