import { describe, expect, test } from 'vitest';
import { NO_NAME } from '../../../src/metrics/columns/task-columns.ts';
import { ganttChart } from '../../../src/report/charts/gantt-chart.ts';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { proxyRows } from '../../../src/report/charts/proxy-rows.ts';
import type { ProxySlots } from '../../../src/report/data/task-slots.ts';
import { heatColor, LIGHT } from '../../../src/report/theme.ts';
import { night, vm } from '../../helpers/night.ts';
import { sampleReport } from '../data/sample-report.ts';
import { type Canvas, type Drawn, drawingOf } from './drawn-by.ts';
import { reportOf } from './report-of.ts';

function rowsOf(config: PictureConfig): { readonly max: number; readonly labelAt: (row: number) => string } {
  const { max, ticks } = config.options!.scales!['y'] as unknown as {
    max: number;
    ticks: { callback: (row: number) => string };
  };
  return { max, labelAt: ticks.callback };
}

function places(rectangles: readonly Drawn[], color: string): number[][] {
  return rectangles
    .filter((one) => one.color === color)
    .map(({ left, right, top, bottom }) => [left, right, top, bottom]);
}

describe('a row per slot', () => {
  // A disk of 100 GB takes 1000 s. The first proxy is down from 200 s to 500 s, and its tasks wait for it.
  const data = reportOf(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('vm1', [100, 60])}, ${vm('vm2', [50])}]`,
      jobs: `[{ name: a, vms: [vm1], repository: repo, proxies: [px1], run: full },
  { name: b, vms: [vm2], repository: repo, proxies: [px2], run: full }]`,
      faults: '[{ kind: proxy-down, target: px1, at: 200s, for: 5min }]',
    }),
  );
  const chart = ganttChart(data, LIGHT);
  const CANVAS: Canvas = {
    area: { left: -50, right: 1300, top: 0, bottom: 480 },
    y: (row) => row * 40,
  };

  test('has all slots of its proxy, used or not, and the name beside their middle', () => {
    const { max, labelAt } = rowsOf(chart);
    expect([max, labelAt(1), labelAt(2.5)]).toEqual([12, 'px1', 'px2']);
    const { rectangles } = drawingOf(chart, CANVAS);
    // Every other proxy is tinted; a line above each.
    expect(places(rectangles, LIGHT.surface)).toEqual([[-50, 1300, 0, 80]]);
    expect(places(rectangles, LIGHT.background)).toEqual([[-50, 1300, 80, 120]]);
    expect(places(rectangles, LIGHT.line)).toEqual([
      [-50, 1300, 0, 1],
      [-50, 1300, 80, 81],
    ]);
  });

  test('a task is a bar on its slot with a line behind it, thin while its connection is lost', () => {
    // A pixel is left free above a bar, and one behind the last part; what is thin is a fifth of its row, in the middle.
    expect(places(drawingOf(chart, CANVAS).rectangles, LIGHT.modes.nbd)).toEqual([
      [0, 200, 1, 40],
      [200, 500, 17, 25],
      [500, 1299, 1, 40],
      [0, 200, 41, 80],
      [200, 500, 57, 65],
      [500, 899, 41, 80],
      [0, 499, 81, 120],
    ]);
  });

  test('where bars are narrow or low there is no line between them, and a bar is a pixel wide at least', () => {
    const low = drawingOf(chart, { ...CANVAS, x: (at) => at / 1000, y: (row) => row * 4 }).rectangles;
    expect(places(low, LIGHT.modes.nbd)).toEqual([
      [0, 1, 0, 4],
      [0, 1, 4, 8],
      [0, 1, 8, 12],
    ]);
  });

  test('the time in which its proxy was down is marked at the top of its rows', () => {
    expect(places(drawingOf(chart, CANVAS).rectangles, LIGHT.text)).toEqual([[200, 500, 0, 3]]);
  });

  test('the legend has the modes, and what is special only where there is such a thing', () => {
    expect(chart.data.datasets.map(({ label }) => label)).toEqual([
      'nbd',
      'proxy down',
      'thin: connection lost',
    ]);
  });
});

test('a task with two proxies is drawn on a slot of each, in the mode of that one', () => {
  // Read over the network by px1, written as a virtual disk by px2.
  const data = reportOf(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('vm1', [100])}]`,
    }),
  );
  const { tasks } = data;
  const second = {
    ...tasks,
    modes: ['nbd', 'hotadd'],
    proxies: ['px1', 'px2'],
    secondProxy: tasks.secondProxy.map(() => 1),
    secondMode: tasks.secondMode.map(() => 1),
  };
  const { px1 } = data.summary.proxies;
  const proxies = { px1: px1!, px2: px1! };
  const chart = ganttChart({ ...data, tasks: second, summary: { ...data.summary, proxies } }, LIGHT);
  expect(chart.data.datasets.map(({ label }) => label)).toEqual(['nbd', 'hotadd']);
  const { rectangles } = drawingOf(chart, { y: (row) => row * 40 });
  expect(places(rectangles, LIGHT.modes.nbd)).toEqual([[0, 999, 1, 40]]);
  expect(places(rectangles, LIGHT.modes.hotadd)).toEqual([[0, 999, 41, 80]]);
});

describe('a row per proxy, where there are more than 110 slots', () => {
  // 12 disks of 1000 s on the 60 slots of px1, 6 disks of 500 s on those of px2.
  const chart = ganttChart(
    reportOf(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 60 }, { name: px2, maxConcurrentTasks: 60 }]',
        vms: `[${vm(
          'vm1',
          Array.from({ length: 12 }, () => 100),
        )}, ${vm(
          'vm2',
          Array.from({ length: 6 }, () => 50),
        )}]`,
        jobs: `[{ name: a, vms: [vm1], repository: repo, proxies: [px1], run: full },
  { name: b, vms: [vm2], repository: repo, proxies: [px2], run: full }]`,
      }),
    ),
    LIGHT,
  );

  test('is as dark as its slots are in use, without a seam while that is the same', () => {
    const { rectangles } = drawingOf(chart, {
      area: { left: 100, right: 940, top: 0, bottom: 40 },
      y: (row) => row * 20,
    });
    expect(rectangles).toEqual([
      { left: 100, right: 940, top: 0, bottom: 20, color: heatColor(LIGHT, 0.2) },
      { left: 100, right: 520, top: 20, bottom: 40, color: heatColor(LIGHT, 0.1) },
    ]);
  });

  test('has a title and a legend that say so', () => {
    expect(chart.options!.plugins!.title!.text).toBe('Slots taken on 2 proxies');
    expect(chart.data.datasets.map(({ label, backgroundColor }) => [label, backgroundColor])).toEqual([
      ['no slot taken', heatColor(LIGHT, 0)],
      ['25%', heatColor(LIGHT, 0.25)],
      ['50%', heatColor(LIGHT, 0.5)],
      ['75%', heatColor(LIGHT, 0.75)],
      ['all slots taken', heatColor(LIGHT, 1)],
    ]);
    const { labelAt } = rowsOf(chart);
    expect([labelAt(0.5), labelAt(1.5)]).toEqual(['px1', 'px2']);
  });

  test('has two proxies in a row where there are more than 400, and a name for every eighth of 201 rows', () => {
    const names = Array.from({ length: 401 }, (_, i) => `px${i}`);
    const sample = sampleReport();
    const summary = { ...sample.summary, proxies: {} };
    const data = { ...sample, summary, tasks: { ...sample.tasks, proxies: names } };
    // One slot each; that of the first was held for the first half, that of the second for the first quarter.
    const proxies = names.map((_, proxy): ProxySlots => {
      const holds = proxy < 2 ? [0] : [];
      return {
        proxy,
        slots: 1,
        task: Uint32Array.from(holds),
        slot: Uint32Array.from(holds),
        isSecond: Uint8Array.from(holds),
        from: Float64Array.from(holds, () => 1000),
        to: Float64Array.from(holds, () => 1000 + (proxy === 0 ? 420 : 210)),
      };
    });
    const timeline = { ...sample.timeline!, fromSeconds: 1000, stepSeconds: 2, steps: 420 };
    const { rows, labels, draw } = proxyRows(data, timeline, proxies, LIGHT);
    expect(rows).toBe(201);
    expect(labels.slice(0, 2)).toEqual([
      { at: 0.5, label: 'px0' },
      { at: 8.5, label: 'px16' },
    ]);
    expect(labels).toHaveLength(26);
    const drawn: unknown[] = [];
    const pen = { fillStyle: '', fillRect: (...where: number[]) => drawn.push([...where, pen.fillStyle]) };
    draw(pen as never, { x: (at) => at, y: (row) => row * 10, left: 0, right: 420, top: 0, bottom: 2010 });
    expect(drawn).toEqual([
      [0, 0, 105, 10, heatColor(LIGHT, 1)],
      [105, 0, 105, 10, heatColor(LIGHT, 0.5)],
    ]);
  });
});

test('where no task held a slot, or none of a proxy, words say which', () => {
  const said = (config: PictureConfig) => drawingOf(config).texts.map(({ text }) => text);
  expect(said(ganttChart(sampleReport({ tasks: [] }), LIGHT))).toEqual(['No task ever held a slot.']);
  const sample = sampleReport();
  const alone = { ...sample.tasks, proxy: sample.tasks.proxy.map(() => NO_NAME) };
  expect(said(ganttChart({ ...sample, tasks: alone }, LIGHT))).toEqual(['No task needed a proxy.']);
});
