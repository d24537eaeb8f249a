import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { speedUpCurves } from '../../src/experiment/designs/speed-up.ts';
import type { Sweep } from '../../src/experiment/sweep.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { swept } from '../helpers/swept.ts';

const FOLDER = join(import.meta.dirname, '../..', 'scenarios', 'study', 'claims');

function claim(name: string, ...vary: readonly string[]): Sweep {
  return swept(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'), vary);
}

/** Window of a job in every design, seconds. */
function windows({ designs }: Sweep, job: string): number[] {
  return designs.map(({ outcomes }) => outcomes[0]!.figures[`jobs.${job}.window`]!);
}

describe('claims put to the test', () => {
  test('C1, doubling tasks halves the window: true up to 8 slots, where 800 MB/s are read', () => {
    const sweep = claim('c1-doubling-tasks', 'proxies.px1.maxConcurrentTasks=1..16:x2');
    expect(windows(sweep, 'night')).toEqual([6400, 3200, 1600, 800, 800]);
    const [curve] = speedUpCurves(sweep);
    expect(curve!.steps.map(({ verdict }) => verdict)).toEqual([
      'proportional',
      'proportional',
      'proportional',
      'flat',
    ]);
    expect(curve!.knee).toBe(3);
  });

  test('C2, hot-add of 100 VMs costs more than 2 h: true on one slot, a tenth of it on ten', () => {
    const sweep = claim(
      'c2-hotadd-per-vm',
      'proxies.many.maxConcurrentTasks=1,2,10',
      'overheads.hotaddAttach=0s,60s',
      'overheads.hotaddDetach=0s,30s',
    );
    const all = windows(sweep, 'parallel');
    // Of the four designs of each number of slots the first is without hot-add's cost, the last with all of it.
    const costs = [0, 1, 2].map((i) => all[4 * i + 3]! - all[4 * i]!);
    expect(costs).toEqual([9000, 4500, 900]);
    expect(costs.map((seconds) => seconds > 7200)).toEqual([true, false, false]);
  });

  test('C3, the network is better for small change: true below 40 s / (1/40 - 1/107) = 2.555 GB', () => {
    const gigabytes = [1, 2, 2.5, 2.6, 3, 5];
    const sweep = claim('c3-network-for-small-change', `dataFactor=${gigabytes}`);
    const network = windows(sweep, 'small-by-network');
    const hotadd = windows(sweep, 'small-by-hotadd');
    const crossover = 40 / (1 / 40 - 1 / 107) / 1000;
    expect(network.map((seconds, i) => seconds < hotadd[i]!)).toEqual(gigabytes.map((gb) => gb < crossover));
  });

  test('C4, do not chain jobs: true by the time for which the last disk of the first job leaves a slot idle', () => {
    const text = readFileSync(join(FOLDER, 'c4-do-not-chain.yaml'), 'utf8');
    const ends = [10, 20, 30].map((gb) => {
      const { jobs } = runText(
        text.replace('{ size: 10 GB, datastore: ds1 }', `{ size: ${gb} GB, datastore: ds1 }`),
      ).summary;
      const end = (job: string) => jobs[job]!.sessions[0]!.endSeconds!;
      return [end('uneven-chained'), end('uneven-apart')];
    });
    // The chain waits for the 300 s disk; apart the next one starts when the short disk ends, at 100, 200 or 300 s.
    expect(ends).toEqual([
      [600, 400],
      [600, 500],
      [600, 600],
    ]);
  });

  test('C5, as many repository slots as proxy slots: true where the proxies are short, half do at 400 MB/s', () => {
    const slots = '=1..16:x2';
    const fast = windows(
      claim('c5-as-many-repository-slots', `repositories.fast8.maxConcurrentTasks${slots}`),
      'fast-8',
    );
    const slow = windows(
      claim('c5-as-many-repository-slots', `repositories.slow8.maxConcurrentTasks${slots}`),
      'slow-8',
    );
    expect(fast).toEqual([3200, 1600, 800, 400, 400]);
    expect(slow).toEqual([3200, 1600, 800, 800, 800]);
  });

  test('C6, more and slower streams beat few fast ones: true while five fast ones are below 160 MB/s each', () => {
    const sweep = claim(
      'c6-more-slower-streams',
      'repositories.few.perStream=100 MB/s,125 MB/s,160 MB/s,200 MB/s',
    );
    expect(windows(sweep, 'few')).toEqual([1000, 800, 625, 625]);
    expect(windows(sweep, 'many')).toEqual([625, 625, 625, 625]);
  });

  test('C7, staggering by hand is needed: only where crowding costs', () => {
    const sweep = claim('c7-staggering-by-hand', 'oversubscriptionPenalty=0,0.25,0.5');
    const end = (job: string) => windows(sweep, job);
    // The window of the last of the queued jobs ends with all work, whatever crowding would cost.
    expect(end('queued4')).toEqual([100, 100, 100]);
    // All four crowded jobs share the cores from first to last: 400, 700 and 1000 s.
    expect(end('crowded4')).toEqual([400, 700, 1000]);
    expect(end('staggered4')).toEqual([100, 100, 100]);
  });

  test('C8, slots do not matter at full load: true from 4 slots on 4 cores on, while crowding is free', () => {
    const sweep = claim(
      'c8-slots-at-full-cpu',
      'oversubscriptionPenalty=0,0.25',
      'proxies.p8.maxConcurrentTasks=2..16:x2',
    );
    expect(windows(sweep, 'slots-8')).toEqual([1600, 800, 800, 800, 1600, 800, 1000, 1400]);
  });
});
