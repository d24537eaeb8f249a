import { describe, expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { waitsChart } from '../../../src/report/charts/waits-chart.ts';
import { LIGHT, mixed } from '../../../src/report/theme.ts';
import { night, vm } from '../../helpers/night.ts';
import { drawingOf } from './drawn-by.ts';
import { reportOf } from './report-of.ts';

interface Line {
  readonly label: string;
  readonly data: readonly { readonly x: number; readonly y: number }[];
}

function linesOf(config: PictureConfig): Map<string, Line['data']> {
  return new Map((config.data.datasets as unknown as Line[]).map(({ label, data }) => [label, data]));
}

/** The values of a line as `x y` where it changes, and its end. */
function changesOf(line: Line['data']): string[] {
  return line
    .filter(({ y }, i) => i === 0 || i === line.length - 1 || y !== line[i - 1]!.y)
    .map(({ x, y }) => `${x} ${y}`);
}

/** What is drawn in one colour, as `from-to bottom-top`, where one stands beside the other. */
function layerOf(config: PictureConfig, cause: keyof typeof LIGHT.causes): string[] {
  const color = mixed(LIGHT.background, LIGHT.causes[cause], 0.8);
  const joined: { from: number; to: number; rows: string }[] = [];
  for (const one of drawingOf(config).rectangles.filter((each) => each.color === color)) {
    const rows = `${one.bottom}-${one.top}`;
    const last = joined.at(-1);
    if (last?.rows === rows && last.to === one.left) last.to = one.right;
    else joined.push({ from: one.left, to: one.right, rows });
  }
  return joined.map(({ from, to, rows }) => `${from}-${to} ${rows}`);
}

function yAxis(config: PictureConfig) {
  return config.options!.scales!['y'] as unknown as { suggestedMax: number; title: { text: string } };
}

describe('tasks that wait', () => {
  // Disks of 1000 s, two slots, one snapshot at a time. The third disk of vm1 waits 1000 s for a slot. So does the disk of vm2,
  // which then waits another 1000 s, with a slot free, for the snapshot of vm1 to go. Which came first is not recorded: over
  // its 2000 s each cause has a half of it.
  const chart = waitsChart(
    reportOf(
      night({
        datastores: '[{ name: ds1, maxSnapshots: 1 }]',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
        vms: `[${vm('vm1', [100, 100, 100])}, ${vm('vm2', [100])}]`,
      }),
    ),
    LIGHT,
  );

  test('are layers by cause, the most frequent at the bottom', () => {
    expect(layerOf(chart, 'proxy-slot')).toEqual(['0-1000 0-1.5', '1000-2000 0-0.5']);
    expect(layerOf(chart, 'datastore-snapshots')).toEqual(['0-1000 1.5-2', '1000-2000 0.5-1']);
  });

  test('are shown with lines of running tasks and of open VMs, and there is room for the highest layer', () => {
    const lines = linesOf(chart);
    expect([...lines.keys()]).toEqual(['running', 'open VMs', 'proxy-slot', 'datastore-snapshots']);
    expect(changesOf(lines.get('running')!)).toEqual(['0 2', '1000 1', '3000 1']);
    expect(changesOf(lines.get('open VMs')!)).toEqual(['0 1', '3000 1']);
    expect(yAxis(chart)).toMatchObject({ suggestedMax: 2, title: { text: 'tasks, VMs' } });
  });
});

test('a task whose connection is lost is counted by a line of its own', () => {
  // Down from 200 s to 500 s, and 1000 s of work.
  const chart = waitsChart(
    reportOf(night({ faults: '[{ kind: proxy-down, target: px1, at: 200s, for: 5min }]' })),
    LIGHT,
  );
  const lines = linesOf(chart);
  expect([...lines.keys()]).toEqual(['running (no task waited)', 'of these, connection lost']);
  expect(changesOf(lines.get('running (no task waited)')!)).toEqual(['0 1', '1300 1']);
  expect(changesOf(lines.get('of these, connection lost')!)).toEqual(['0 0', '200 1', '500 0', '1300 0']);
  expect(yAxis(chart)).toMatchObject({ suggestedMax: 1, title: { text: 'tasks' } });
});
