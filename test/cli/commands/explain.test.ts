import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';
import { night, vm } from '../../helpers/night.ts';
import { memoryIo } from '../memory-io.ts';

/** One slot, 100 MB/s: a 0 to 100, b 100 to 300, c 300 to 400. */
const IN_A_ROW = night({
  clock: '{ start: 2026-01-05T22:00 }',
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
  vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [10])}]`,
});

const told = async (...words: string[]) => {
  const io = memoryIo({ files: { 'night.yaml': IN_A_ROW } });
  const code = await main(['explain', 'night.yaml', ...words], io);
  return { code, out: io.out(), err: io.err() };
};

describe('explain', () => {
  test('--task shows a life in order of time', async () => {
    const { code, out, err } = await told('--task', 'b/0');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`b/0 of night: a full, 20 GB to read, 10 GB to send
Mon 22:00:00  ready: night began
Mon 22:00:00  waits 1m 40s for proxy-slot at px1 by nbd (proxies.px1)
    held by a/0
Mon 22:01:40  goes to px1 by nbd, a slot on repo; decided by only-candidate
      candidates  affinity  connection-class  same-site  load-ratio  running-tasks
    > px1 by nbd         1                 2          0           0              0
    not san: no physical proxy of the job reaches ds1 over fc
    not nfs: ds1 is not an NFS datastore
    not storage-snapshot: not all disks of b are on an integrated array
    not hotadd: no virtual proxy of the job runs on a host of its site that mounts ds1
Mon 22:01:40  its VM's snapshot is created
Mon 22:01:40  is open and begins to transfer
Mon 22:01:40  3m 20s at 100 MB/s, limited by nbd per task (source)
Mon 22:05:00  has read 20 GB
Mon 22:05:00  frees its slots: success
Mon 22:05:00  its VM's snapshot is removed, which took 0s
`);
  });

  test.each([[['--task', 'b/0']], [['--wait', 'proxy-slot']], [['--proxy', 'px1']], [['--critical-path']]])(
    'Ctrl-C stops the search for the answer to %j, which may take longer than the run',
    async (question) => {
      const line = ['explain', 'night.yaml', ...question];
      const io = memoryIo({ files: { 'night.yaml': IN_A_ROW } });
      // The run is over, and the search has begun.
      io.inParts = async (work) => {
        expect(work.next().done).toBe(false);
        throw new Interrupted('interrupted by Ctrl-C');
      };
      expect(await main(line, io)).toBe(130);
      expect(io.out()).toBe('');
      expect(await main(line, memoryIo({ files: { 'night.yaml': IN_A_ROW } }))).toBe(0);
    },
  );

  test('--at after the end says so, and when the end is', async () => {
    const { out } = await told('--task', 'c', '--at', '99d');
    const [first, second] = out.split('\n');
    expect(first).toMatch(
      /^2026-04-14 \d\d:\d\d:\d\d is after the end of the run: 2026-01-05 \d\d:\d\d:\d\d, \S+( \S+)? after its start\.$/,
    );
    expect(second).toMatch(/^Mon .* of night: ended Mon /);
  });

  test.each(['1m', '22:01', '2026-01-05T22:01'])('--at %s shows what it was doing then', async (at) => {
    const { out } = await told('--task', 'c', '--at', at);
    expect(out).toBe(`Mon 22:01:00  c/0 of night: waiting since Mon 22:00:00
    for proxy-slot at px1 by nbd (proxies.px1)
    held by a/0
      candidates  affinity  connection-class  same-site  load-ratio  running-tasks
      px1 by nbd         1                 2          0     1000000              1  refused: proxy-slot
    before it in the queue: b/0
`);
  });

  test('--until cuts the run, as it does that of run: c never starts', async () => {
    const { code, out } = await told('--critical-path', '--json', '--until', '250s');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ startSeconds: 0, endSeconds: 250 });
    expect((await told('--task', 'c/0', '--until', '250s')).out).not.toContain('goes to px1');
    expect((await told('--critical-path', '--until', '0h')).err).toContain(
      "error[bad-option] --until: '0h' is the start",
    );
  });

  test('--wait tells how long tasks waited for a cause, for what, and what to try', async () => {
    const { out } = await told('--wait', 'proxy-slot');
    expect(out).toContain('2 tasks waited for proxy-slot, together 6m 40s.\n');
    expect(out).toMatch(/\nproxies\.px1 +6m 40s +100% +5m +2\n/);
    expect(out).toContain('Try: proxysim run night.yaml --set proxies.px1.maxConcurrentTasks=2\n');
    expect((await told('--wait', 'ram')).out).toBe('No task waited for ram.\n');
  });

  test('--critical-path tells from when to when the chain to the end goes, and its links', async () => {
    expect((await told('--critical-path')).out).toContain(
      'The chain of tasks that determined the end: Mon 22:00:00 to Mon 22:06:40, 6m 40s, 3 links.\n',
    );
  });

  test('--json gives all times in seconds of the run', async () => {
    const [life] = JSON.parse((await told('--task', 'b/0', '--json')).out);
    expect(life).toMatchObject({
      vm: 'b',
      readySeconds: 0,
      startSeconds: 100,
      endSeconds: 300,
      result: 'success',
    });
    expect(life.waits[0]).toMatchObject({ cause: 'proxy-slot', holders: [{ who: 'a/0', seconds: 100 }] });
    expect(life.rate.pieces).toHaveLength(1);
    const blame = JSON.parse((await told('--wait', 'proxy-slot', '--json')).out);
    expect(blame).toMatchObject({ waitedSeconds: 400, relief: { usedSeconds: 300 } });
    const path = JSON.parse((await told('--critical-path', '--json')).out);
    expect(path.links.map((link: { toSeconds: number }) => link.toSeconds)).toEqual([100, 300, 400]);
  });

  test('several sessions are listed briefly, a single one in full', async () => {
    const two = night({
      clock: '{ start: 2026-01-05T21:00, horizon: 2d }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
    });
    const ask = async (...words: string[]) => {
      const io = memoryIo({ files: { 'night.yaml': two } });
      expect(await main(['explain', 'night.yaml', '--task', 'vm1/0', ...words], io)).toBe(0);
      return io.out();
    };
    expect(await ask()).toMatch(
      /^session .*\nnight #1 .*\nnight #2 .*\nOne in full: --job NAME --session N\n$/,
    );
    expect(await ask('--session', '2')).toMatch(/^vm1\/0 of night, session 2: /);
  });

  test.each([
    ['nothing asked', [], /give one of --task VM\/DISK, --wait CAUSE, --proxy NAME or --critical-path/],
    ['two questions', ['--wait', 'ram', '--critical-path'], /give one of/],
    ['an unknown VM', ['--task', 'aa/0'], /'aa' is not a VM\. Did you mean 'a'\?/],
    ['an unknown disk', ['--task', 'a/7'], /a has no disk '7'/],
    ['an unknown job', ['--task', 'a/0', '--job', 'nigt'], /'nigt' is not a job\. Did you mean 'night'\?/],
    [
      'no such session',
      ['--task', 'a/0', '--session', '4'],
      /a\/0 is in no session 4\..*Sessions with it: 1/s,
    ],
    ['no number', ['--task', 'a/0', '--session', 'x'], /'x' is not the number of a session/],
    ['an unknown proxy', ['--proxy', 'px11'], /'px11' is no proxy of this scenario\. Did you mean 'px1'\?/],
    ['an unknown cause', ['--wait', 'proxy'], /'proxy' is not a wait cause\. Did you mean 'proxy-slot'\?/],
    [
      'the words of a backup server for one cause',
      ['--wait', 'Resource not ready: backup repositories'],
      /Did you mean 'repository-slot'\?/,
    ],
    [
      'the words of a backup server for any cause',
      ['--wait', 'waiting for backup infrastructure resources'],
      /Backup servers say so whatever is missing; 'Why tasks waited' of proxysim run tells which of these it was: proxy-slot, repository-slot, /,
    ],
    [
      'a word in several causes',
      ['--wait', 'datastore'],
      /Possible: datastore-snapshots, datastore-latency\./,
    ],
    ['a word in none', ['--wait', 'moon'], /'moon' is not a wait cause\. Possible: proxy-slot, /],
    ['a time that is none', ['--task', 'a/0', '--at', 'noon'], /--at/],
    [
      'a time before the start',
      ['--task', 'a/0', '--at', '2026-01-04'],
      /--at: '2026-01-04' is before the start/,
    ],
    [
      '--job without --task or --wait',
      ['--proxy', 'px1', '--job', 'nightly'],
      /--job: goes with --task or --wait/,
    ],
    ['an unknown job', ['--wait', 'proxy-slot', '--job', 'nigthly'], /'nigthly' is not a job/],
    ['--at without --task', ['--wait', 'ram', '--at', '1h'], /--at: goes with --task/],
    ['an unknown policy', ['--critical-path', '--policy', 'fiffo'], /Did you mean 'fifo'\?/],
  ])('%s: exit code 2 and a message', async (_, words, message) => {
    const { code, out, err } = await told(...words);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out).toBe('');
  });
});

test.each([
  ['--task', 'b/0'],
  ['--task', 'b/0', '--at', '50s'],
  ['--critical-path'],
  ['--wait', 'proxy-slot'],
  ['--proxy', 'px1'],
])('%s: a terminal shows that the answer is being found', async (...words) => {
  const io = memoryIo({ files: { 'night.yaml': IN_A_ROW }, terminal: true });
  expect(await main(['explain', 'night.yaml', ...words], io)).toBe(0);
  expect(io.err()).toContain('0%  looking for the answer');
});

test('the output in README.md and scenarios/explain.md equals that of the scenario in the README', async () => {
  const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  const scenario = /```yaml\n([\s\S]*?)```/.exec(read('README.md'))![1]!;
  const blocks = ['README.md', 'scenarios/explain.md'].flatMap((path) => [
    ...read(path).matchAll(/```console\n\$ npx proxysim (explain .*)\n([\s\S]*?)```/g),
  ]);
  expect(blocks).toHaveLength(3);
  for (const [, command, shown] of blocks) {
    const io = memoryIo({ files: { 'night.yaml': scenario } });
    expect(await main(command!.split(' '), io)).toBe(0);
    expect(io.out()).toBe(shown);
  }
});
