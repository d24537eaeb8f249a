import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

/**
 * Disks of 10 GB, a core each: 100 s at 100 MB/s. Three of one job on px1, two of another on px2, a slot each: at px1 one waits
 * 100 s and one 200 s, at px2 one waits 100 s. Of 400 s these are three quarters and a quarter.
 */
const NIGHT = `version: 1
name: Night
seed: 1
clock: { start: 2026-01-05T22:00 }
profile: { full: 100 MB/s, incremental: 100 MB/s }
overheads: none
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc }]
proxies:
  - { name: "px{1..2}", kind: physical, cores: 1, maxConcurrentTasks: 1 }
repositories: [{ name: repo1, maxConcurrentTasks: unlimited }]
vms: [{ name: "vm{1..5}", disks: { size: 10 GB, datastores: [ds1] } }]
jobs:
  - { name: first, vms: ["vm{1..3}"], proxies: [px1], repository: repo1, run: full, schedule: { at: "22:00" } }
  - { name: second, vms: ["vm{4..5}"], proxies: [px2], repository: repo1, run: full, schedule: { at: "22:00" } }
`;

async function ran(io: MemoryIo, ...more: readonly string[]): Promise<string> {
  expect(await main(['run', 'a.yaml', '-o', 'r', '--charts', 'none', ...more], io)).toBe(0);
  return io.out();
}

const textOf = (io: MemoryIo, file: string) => {
  const content = io.files.get(file)!;
  return typeof content === 'string' ? content : new TextDecoder().decode(content as Uint8Array);
};

describe('the things that tasks waited for', () => {
  test('are named in the summary, in report.md and in a table, with their shares', async () => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT } });
    expect(await ran(io)).toContain('  proxy-slot: px1 75%, px2 25%\n');
    expect(textOf(io, 'r/report.md')).toContain('| px1 75%, px2 25% |');
    expect(textOf(io, 'r/report.html')).toContain('px1 75%, px2 25%');
    expect(textOf(io, 'r/waits-by-thing.csv')).toBe(
      'job,cause,thing,waitedSeconds\nfirst,proxy-slot,proxies.px1,300\nsecond,proxy-slot,proxies.px2,100\n',
    );
  });

  test('are left out with --analysis none, including what an earlier run wrote about them', async () => {
    const io = memoryIo({ files: { 'a.yaml': NIGHT, 'r/waits-by-thing.csv': 'old' } });
    expect(await ran(io, '--analysis', 'none')).not.toContain('proxy-slot:');
    expect(textOf(io, 'r/report.md')).not.toContain('most of it for');
    expect(textOf(io, 'r/report.html')).toContain('For which things they waited most: Left out as asked;');
    expect(io.files.has('r/waits-by-thing.csv')).toBe(false);
  });
});
