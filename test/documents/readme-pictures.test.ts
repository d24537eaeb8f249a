import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PictureDrawer } from '../../src/cli/results/draw-pictures.ts';
import { picturesOf } from '../../src/report/charts/pictures.ts';
import { expectPicture } from '../helpers/accepted-picture.ts';
import { reportOf } from '../report/charts/report-of.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** What the README shows: the file, and the scenario and the picture that it is. */
const SHOWN = [
  ['results/readme/small-night-gantt.png', /```yaml\n([\s\S]*?)\n```/.exec(README)![1]!, 'gantt'],
  [
    'results/readme/first-night-window.png',
    readFileSync(join(ROOT, 'scenarios/first-night.yaml'), 'utf8'),
    'window',
  ],
] as const;

test.each(SHOWN)('%s in the README is what its scenario draws', async (file, scenario, name) => {
  const picture = [...picturesOf(reportOf(scenario))].find((each) => each.name === name);
  const drawer = await PictureDrawer.of('png', 1);
  expectPicture(join(ROOT, file), await drawer.draw(picture!));
});

test('the README shows these pictures and no others, each with a text for those who cannot see it', () => {
  const shown = [...README.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
  expect(shown.map(([, , file]) => file)).toEqual(SHOWN.map(([file]) => file));
  for (const [, text] of shown) expect(text!.length).toBeGreaterThan(40);
});
