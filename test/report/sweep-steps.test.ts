import { expect, test } from 'vitest';
import { designsOf } from '../../src/experiment/designs/designs.ts';
import { sweepOf } from '../../src/experiment/sweep.ts';
import type { Outcome } from '../../src/experiment/units/outcome.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { sweepData } from '../../src/report/sweep/build-sweep-data.ts';
import { sweepText } from '../../src/report/sweep/text.ts';
import { experimentOf } from '../helpers/swept.ts';

test('a small gain is hardly any, a small loss is none; a step from 0 is only shorter or longer', () => {
  const experiment = experimentOf(['slots=0,1,2,4,8,16']);
  const windows = [2000, 1000, 990, 1020, 400, 400];
  const designs = designsOf(experiment).map((point, i) => {
    const figures = { 'window.seconds': windows[i]! };
    const outcome: Outcome = { fingerprint: 'f', figures, met: {}, boundBy: null, bottlenecks: {} };
    return { point, outcomes: [outcome] };
  });
  const lines = sweepText(sweepData(sweepOf(experiment, designs)), PLAIN).split('\n');
  const steps = lines.flatMap((line) => / to \d+ .* (\S+) {2}(\D+)$/.exec(line)?.slice(1).join(' ') ?? []);
  expect(steps).toEqual([
    '- shorter window',
    '1% hardly any gain',
    '-2.9% no gain',
    '155% proportional',
    '0% no gain',
  ]);
});
