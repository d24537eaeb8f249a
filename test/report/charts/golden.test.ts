import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { PictureDrawer } from '../../../src/cli/results/draw-pictures.ts';
import { picturesOf } from '../../../src/report/charts/pictures.ts';
import { expectPicture } from '../../helpers/accepted-picture.ts';
import { night, vm } from '../../helpers/night.ts';
import { readXml } from '../xml-reader.ts';
import { reportOf } from './report-of.ts';

const GOLDEN = join(import.meta.dirname, 'golden');

// 100 GB take 1000 s, and a proxy goes down under its task: a bar of every kind.
const BUSY_NIGHT = night({
  name: 'Busy night',
  clock: '{ start: 2026-01-05T21:30, sample: 1min }',
  proxies:
    '[{ name: px1, maxConcurrentTasks: 2 }, { name: "a proxy with a name that is far too long", maxConcurrentTasks: 1 }]',
  repositories: '[{ name: repo, maxConcurrentTasks: 3, write: 250 MB/s }]',
  vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [100, 40])).join(', ')}]`,
  jobs: '[{ name: night, vms: [a, b, c], repository: repo, run: full, schedule: { daily: "22:00" }, window: 1h }, { name: late, vms: [d], repository: repo, run: full, schedule: { daily: "22:10" } }]',
  faults: '[{ at: 45min, kind: proxy-down, target: px1, for: 5min }]',
});

// Three evenings: 1000 s on the first, then 50 s each, for the 5 % that change.
const EVENINGS = night({
  name: 'Three evenings',
  clock: '{ start: 2026-01-05T12:00, horizon: 60h }',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, method: forward-incremental, schedule: { daily: "22:00" } }]',
});

describe('pictures look as accepted', () => {
  const drawing = PictureDrawer.of('png', 1);

  test.each([
    ['window', BUSY_NIGHT],
    ['gantt', BUSY_NIGHT],
    ['waits', BUSY_NIGHT],
    ['heat-map', EVENINGS],
  ])('%s', async (name, scenario) => {
    const picture = [...picturesOf(reportOf(scenario))].find((each) => each.name === name);
    expectPicture(join(GOLDEN, `${name}.png`), await (await drawing).draw(picture!));
  });

  test('at twice the scale there are twice the pixels in each direction, and SVG is SVG', async () => {
    const [picture] = picturesOf(reportOf(EVENINGS));
    const { width, height } = PNG.sync.read(
      Buffer.from(await (await PictureDrawer.of('png', 2)).draw(picture!)),
    );
    expect([width, height]).toEqual([2000, 1120]);
    const [again] = picturesOf(reportOf(EVENINGS));
    const svg = new TextDecoder().decode(await (await PictureDrawer.of('svg', 1)).draw(again!));
    expect(svg).toMatch(/<svg[^>]*width="1000"[^>]*height="560"/);
  });

  test('SVG has a title and a description for screen readers; names are no markup', async () => {
    const drawing = await PictureDrawer.of('svg', 1);
    const pictures = [...picturesOf(reportOf(BUSY_NIGHT.replace('Busy night', 'A & B <night>')))];
    const waits = pictures.find(({ name }) => name === 'waits')!;
    const svg = new TextDecoder().decode(await drawing.draw(waits));
    const root = readXml(svg.replace('utf-8" ?>', 'UTF-8"?>'));
    expect(root.attributes['role']).toBe('img');
    const [title, desc] = root.children;
    expect([title!.name, desc!.name]).toEqual(['title', 'desc']);
    expect(title!.text).toBe('Waiting tasks by cause, running tasks and open VMs');
    // Three slots: three run.
    expect(desc!.text).toMatch(
      /^Up to 3 \(at Mon 22:00\) running; up to \d \(at .*\) waiting, mostly for proxy-slot; up to \d \(at .*\) VMs open\. A & B <night>, policy rts, seed 1\.$/,
    );
  });
});
