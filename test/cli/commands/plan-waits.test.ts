import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';
import { night, vm } from '../../helpers/night.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/** Two jobs with a proxy of a slot each. */
function twoProxies(sections: { readonly vms: string }): string {
  return night({
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
    jobs: `[{ name: first, vms: [a, b, c], proxies: [px1], repository: repo, run: full },
      { name: second, vms: [d, e], proxies: [px2], repository: repo, run: full }]`,
    ...sections,
  });
}
const NAMES = ['a', 'b', 'c', 'd', 'e'];
/**
 * Disks of 10 GB, so 100 s at 100 MB/s each. At px1 one waits 100 s and one 200 s, at px2 one waits 100 s: 400 s, of which 300 s
 * are three quarters.
 */
const FIXED = twoProxies({ vms: `[${NAMES.map((name) => vm(name, [10])).join(', ')}]` });
/** Sizes that differ from night to night, and with them the shares. */
const DRAWN = twoProxies({
  vms: `[${NAMES.map((name) => `{ name: ${name}, disks: { size: { uniform: [5 GB, 15 GB] }, datastores: [ds1] } }`).join(', ')}]`,
});
const WORDS =
  'Tasks waited most for proxy-slot: 6m 40s of task time a night (first night: px1 75%, px2 25%).';

const PLAN = ['plan', 'a.yaml', '--window', '1h', '--replications', '3', '-o', 'p'];
const fileOf = (io: MemoryIo, name: string) => `${io.files.get(name)}`;
/** A sentence of the terminal has its lines broken. */
const unbroken = (text: string) => text.replace(/\n +/g, ' ');

async function planned(text: string, ...more: readonly string[]): Promise<MemoryIo> {
  const io = memoryIo({ files: { 'a.yaml': text } });
  expect(await main([...PLAN, '--workers', '1', ...more], io)).toBe(0);
  return io;
}

describe('a plan names the things that the tasks of its first night waited for', () => {
  test('on the terminal, in report.md, report.html and plan.json', async () => {
    const io = await planned(FIXED);
    expect(unbroken(io.out())).toContain(WORDS);
    expect(fileOf(io, 'p/report.md')).toContain(`- ${WORDS}\n`);
    expect(fileOf(io, 'p/report.html')).toContain('(first night: px1 75%, px2 25%)');
    expect(JSON.parse(fileOf(io, 'p/plan.json')).waitsByThing).toEqual([
      { job: 'first', cause: 'proxy-slot', thing: 'proxies.px1', seconds: 300 },
      { job: 'second', cause: 'proxy-slot', thing: 'proxies.px2', seconds: 100 },
    ]);
  });

  test.each([
    ['of the scenario', []],
    ['with another seed', ['--seed', '9']],
    ['under another policy', ['--policy', 'load-first']],
    ['that is cut', ['--until', '150s']],
    ['of a design that was chosen', ['--vary', 'proxies.px1.maxConcurrentTasks=2,3']],
  ])('as the run of that night tells them: %s', async (_, more) => {
    const io = memoryIo({ files: { 'a.yaml': DRAWN } });
    await main([...PLAN, '--workers', '1', ...more], io);
    const { again, waitsByThing } = JSON.parse(fileOf(io, 'p/plan.json'));
    // The command is that of the worst night.
    const words = again.night
      .replace(/ --replay \d+/, '')
      .split(' ')
      .slice(1)
      .map((word: string) => word.replaceAll("'", ''));
    expect(await main([...words, '-o', 'r', '--charts', 'none'], io)).toBe(0);
    const rows = waitsByThing.map(Object.values).map((cells: unknown[]) => `${cells.join(',')}\n`);
    expect(rows.length).toBeGreaterThan(0);
    expect(fileOf(io, 'r/waits-by-thing.csv')).toBe(`job,cause,thing,waitedSeconds\n${rows.join('')}`);
  });

  test('the same ones whoever did the work, and in how many goes', async () => {
    const whole = await planned(DRAWN, '--workers', '1');
    const two = await planned(DRAWN, '--workers', '2');
    expect(fileOf(two, 'p/plan.json')).toBe(fileOf(whole, 'p/plan.json'));

    // Ctrl-C comes when all is run but that last night: three nights, and one without each proxy, since none of them holds.
    let calls = 0;
    const counting = memoryIo({ files: { 'a.yaml': DRAWN } });
    counting.interruptible = (work) => {
      calls++;
      return work();
    };
    await main([...PLAN, '--workers', '1'], counting);
    const cut = memoryIo({ files: { 'a.yaml': DRAWN } });
    cut.interruptible = (work) => {
      if (--calls === 0) throw new Interrupted('interrupted by Ctrl-C');
      return work();
    };
    expect(await main([...PLAN, '--workers', '1'], cut)).toBe(130);
    expect(cut.err()).toMatch(
      /^Interrupted\. 5 runs kept in p\/journal\.ndjson; go on with:\n {2}proxysim plan .* --resume\n$/,
    );
    expect(cut.files.has('p/plan.json')).toBe(false);
    expect(await main([...PLAN, '--workers', '1', '--resume'], cut)).toBe(0);
    expect(fileOf(cut, 'p/plan.json')).toBe(fileOf(whole, 'p/plan.json'));
  });

  test('but not where it has more tasks than a run is explained with unasked', async () => {
    const vms = '[{ name: "vm{1..6001}", disks: { size: 1 MB, datastores: [ds1] } }]';
    const io = await planned(night({ vms }), '--replications', '1');
    expect(unbroken(io.out())).toMatch(/Tasks waited most for proxy-slot: [^.(]* of task time a night\. /);
    expect(fileOf(io, 'p/report.md')).not.toContain('first night');
    expect(JSON.parse(fileOf(io, 'p/plan.json')).waitsByThing).toBeNull();
  });
});
