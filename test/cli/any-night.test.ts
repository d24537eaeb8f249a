import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { main } from '../../src/cli/program.ts';
import { WAIT_CAUSES } from '../../src/trace/wait-cause.ts';
import { randomDomain } from '../laws/domain/random-domain.ts';
import { INSIDES, leaks } from './insides.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const SLOTS = ['--vary', 'proxies.px1.maxConcurrentTasks=1,2'];

const SURVIVAL = ['--survive', 'loss,growth', '--growth', '20%/y', '--years', '1'];

/** Every way of asking for a night; what one has written others read. */
const QUESTIONS: readonly (readonly string[])[] = [
  ['run', 'night.yaml', '-o', 'run', '--trace', '--charts', 'none', '--replications', '2'],
  ['run', 'night.yaml', '-o', 'other', '--charts', 'none', '--policy', 'largest-first'],
  ['validate', 'night.yaml'],
  ['verify', 'night.yaml', '--twice', '--permuted'],
  ['report', 'run'],
  ['report', 'run', 'other', '-o', 'side.html'],
  ['compare', 'run', 'other'],
  ['compare', 'night.yaml', '--change', 'proxies.px1.maxConcurrentTasks=1'],
  ['compare', 'night.yaml', '--change', 'proxies.px1.enabled=false', '--replications', '2'],
  ['explain', 'night.yaml', '--critical-path'],
  ['explain', 'night.yaml', '--proxy', 'px1'],
  ...WAIT_CAUSES.map((cause) => ['explain', 'night.yaml', '--wait', cause]),
  ['sweep', 'night.yaml', ...SLOTS, '--replications', '2', '-o', 'sweep'],
  ['report', 'sweep'],
  ['plan', 'night.yaml', '--window', '1h', ...SLOTS, '--replications', '2', '-o', 'plan'],
  ['plan', 'night.yaml', '--window', '1h', '--growth', '15%/y', '--replications', '2', '-o', 'growth'],
  ['plan', 'night.yaml', '--window', '1h', ...SLOTS, ...SURVIVAL, '--replications', '2', '-o', 'surviving'],
  ['report', 'surviving'],
];

/** Of the first task and the last that a run has told of. */
function aboutTasks({ files }: MemoryIo): string[][] {
  const rows = String(files.get('other/tasks.csv')).trimEnd().split('\n').slice(1);
  const ends = rows.length === 0 ? [] : [rows[0]!, rows.at(-1)!];
  return ends.flatMap((row) => {
    const [, , , vm, disk] = row.split(',');
    const about = ['explain', 'night.yaml', '--task', `${vm}/${disk}`];
    return [about, [...about, '--at', '20m']];
  });
}

describe('any night', () => {
  test('answers every question of explain in words', async () => {
    let nightsWithTasks = 0;
    await fc.assert(
      fc.asyncProperty(randomDomain, async (scenario) => {
        const io = memoryIo({ files: { 'night.yaml': JSON.stringify(scenario) } });
        const ask = async (words: readonly string[]) => {
          const code = await main([...words], io);
          const isAnswer = code === EXIT.fine || code === EXIT.missed;
          expect(isAnswer ? '' : `${words.join(' ')}: ${code}, ${io.err().slice(-500)}`).toBe('');
        };
        for (const words of QUESTIONS) await ask(words);
        const tasks = aboutTasks(io);
        for (const words of tasks) await ask(words);
        if (tasks.length > 0) nightsWithTasks++;
        expect(`${io.out()}${io.err()}`).not.toMatch(INSIDES);
        expect(leaks(io)).toEqual([]);
      }),
      { numRuns: 3 },
    );
    expect(nightsWithTasks).toBeGreaterThan(0);
  });
});
