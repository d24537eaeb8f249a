import { expect, test } from 'vitest';
import { reliefFor } from '../../../src/explain/waits/relief.ts';
import { blameText } from '../../../src/report/explanation/blame.ts';
import { criticalPathText } from '../../../src/report/explanation/critical-path.ts';
import { lifeText } from '../../../src/report/explanation/task-life.ts';
import { atInstantText, taskListText } from '../../../src/report/explanation/task-list.ts';
import { explained } from '../../explain/listened.ts';
import { atInstant, blameFor, criticalPath, lifeOf } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';

/** Every explanation of nights that can be worked out by hand, word by word: a word that is missing is seen nowhere else. */

/** 100 MB/s each, on two slots: a takes 1000 s, b 400 s, and c has the slot of b from then to 1400 s. */
const three = explained(
  night({
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [40])}, ${vm('c', [100])}]`,
    jobs: `[{ name: first, vms: [a, b], repository: repo, run: full },
      { name: other, vms: [c], repository: repo, run: full }]`,
  }),
);

/** One slot for 45 tasks of 10 s, ten slots for ten: the first 45 are a chain, the others have 440 s of slack together. */
const many = explained(
  night({
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 10 }]',
    vms: `[{ name: "a{01..45}", disks: [{ size: 1 GB, datastore: ds1 }] },
      { name: "b{01..10}", disks: [{ size: 1 GB, datastore: ds1 }] }]`,
    jobs: `[{ name: long, vms: ["a*"], repository: repo, run: full, proxies: [px1] },
      { name: short, vms: ["b*"], repository: repo, run: full, proxies: [px2] }]`,
  }),
);

/** One slot, and the run ends after 500 s of the 1000 s that a takes. */
const cut = explained(
  night({
    clock: '{ horizon: 500s }',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [40])}]`,
  }),
);

function blamed(of: typeof three, cause: Parameters<typeof blameFor>[1]): string {
  const blame = blameFor(of, cause);
  return blameText(blame, reliefFor(of.chronicle.model, blame), { file: 'night.yaml', columns: 120 });
}

test('blame: what was waited for, who held it, and what to try', () => {
  expect(blamed(three, 'proxy-slot')).toBe(
    `1 task waited for proxy-slot, together 6m 40s.

waited for     time  share  wanted for  most at once
proxies.px1  6m 40s   100%      6m 40s             1

held by jobs    time  share
first         6m 40s   100%

held by VMs    time  share
a            6m 40s   100%

What to try first: one more slot on px1. 100% of this waiting was for it, and one more would have been in use for 6m
  40s. This alone may not shorten the window: something else may limit it.
Try: proxysim run night.yaml --set proxies.px1.maxConcurrentTasks=2
`,
  );
  expect(blamed(three, 'repository-slot')).toBe('No task waited for repository-slot.\n');
});

test('blame: the eight that held most, and how many more did', () => {
  // a02 to a45 wait for 10, 20, ... 440 s: 9900 s. Whoever is earlier holds the slot while more wait: a01 for 44 x 10 s.
  const text = blamed(many, 'proxy-slot');
  expect(text).toContain('44 tasks waited for proxy-slot, together 2h 45m.\n');
  expect(text).toContain('proxies.px1  2h 45m   100%      7m 20s            44\n');
  expect(text).toContain('a01          7m 20s   4.4%\n');
  expect(text).toContain('a08          6m 10s   3.7%\nand 36 more\n');
});

test('the critical path: its links, the slack of jobs and tasks, and what slack is', () => {
  expect(criticalPathText(three.chronicle, criticalPath(three)!, 120)).toBe(
    `The chain of tasks that determined the end: Mon 20:00:00 to Mon 20:23:20, 23m 20s, 2 links.
Mon 20:00:00  first was due
Mon 20:06:40  b/0 of first at px2 by nbd, 6m 40s: proxy-slot (proxies.px2)
Mon 20:23:20  c/0 of other at px2 by nbd, 16m 40s: the end

job    last task ends   slack
first    Mon 20:16:40  6m 40s
other    Mon 20:23:20      0s

2 of 3 tasks have no slack.
least slack              ends   slack
a/0 of first #1  Mon 20:16:40  6m 40s

Slack: how much later a task could have ended, at least, without a later end of the run, even if
all other tasks used up their slack. Everything else (work, places, durations, the order in
which slots are taken) stays as it was.
`,
  );
  const alone = explained(night());
  expect(criticalPathText(alone.chronicle, criticalPath(alone)!, 120)).toContain(
    '\n\n1 of 1 task has no slack.\n\nSlack: ',
  );
});

test('the critical path: of 45 links the first and the last twenty, of ten tasks with slack eight', () => {
  const lines = criticalPathText(many.chronicle, criticalPath(many)!, 120).split('\n');
  expect(lines[0]).toMatch(/ 7m 30s, 45 links\.$/);
  expect(lines.slice(21, 24)).toEqual([
    'Mon 20:03:20  a20/0 of long at px1 by nbd, 10s: proxy-slot (proxies.px1)',
    '          5 more links',
    'Mon 20:04:20  a26/0 of long at px1 by nbd, 10s: proxy-slot (proxies.px1)',
  ]);
  expect(lines).toContain('45 of 55 tasks have no slack.');
  expect(lines.filter((line) => / of short #1 /.test(line))).toHaveLength(8);
  expect(lines).toContain('and 2 more');
});

test('the life of a task that waited: for what, where it went, and why nowhere else', () => {
  const c = three.chronicle.tasks[2]!;
  expect(lifeText(three.chronicle, lifeOf(three, c), 120)).toBe(
    `c/0 of other: a full, 100 GB to read, 50 GB to send
Mon 20:00:00  ready: other began
Mon 20:00:00  waits 6m 40s for proxy-slot at px1 by nbd (proxies.px1)
    held by a/0 of first
Mon 20:06:40  goes to px2 by nbd, a slot on repo; decided by load-ratio
      candidates  affinity  connection-class  same-site  load-ratio  running-tasks
    > px2 by nbd         1                 2          0           0              0
      px1 by nbd         1                 2          0     1000000              1  refused: proxy-slot
    not san: no physical proxy of the job reaches ds1 over fc
    not nfs: ds1 is not an NFS datastore
    not storage-snapshot: not all disks of c are on an integrated array
    not hotadd: no virtual proxy of the job runs on a host of its site that mounts ds1
Mon 20:06:40  its VM's snapshot is created
Mon 20:06:40  is open and begins to transfer
Mon 20:06:40  16m 40s at 100 MB/s, limited by nbd per task (source)
Mon 20:23:20  has read 100 GB
Mon 20:23:20  frees its slots: success
Mon 20:23:20  its VM's snapshot is removed, which took 0s
`,
  );
});

test('attempts at a disk, one line each', () => {
  // px1 is lost for good at 200 s. The task fails 30 min later, and is tried again 10 min after that.
  const again = explained(
    night({
      clock: '{ start: 2026-01-05T20:00 }',
      proxies: '[{ name: px1 }, { name: px2 }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: "20:00" } }]',
      faults: '[{ kind: proxy-down, target: px1, at: 200s }]',
    }),
  );
  expect(taskListText(again.chronicle, again.chronicle.tasks, 120)).toBe(
    `session                     ready  waited       place           end   result
night #1             Mon 20:00:00      0s  px1 by nbd  Mon 20:33:20   failed
night #1, attempt 2  Mon 20:33:20     10m  px2 by nbd  Mon 21:00:00  success
`,
  );
});

test('tasks that have not ended', () => {
  expect(taskListText(cut.chronicle, cut.chronicle.tasks, 120)).toBe(
    `session          ready  waited       place           end      result
night #1  Mon 20:00:00      0s  px1 by nbd             -  unfinished
night #1  Mon 20:00:00  8m 20s           -  Mon 20:08:20  unfinished
`,
  );
});

test('a task at an instant: what it does since when, and what it waits for', () => {
  const at = (seconds: number, row: number) =>
    atInstantText(cut.chronicle, atInstant(cut, cut.chronicle.tasks[row]!, seconds * 1e6), 120);
  expect(at(300, 0)).toBe(
    `Mon 20:05:00  a/0 of night: transferring since Mon 20:00:00 at px1 by nbd
    8m 20s at 100 MB/s, limited by nbd per task (source)
`,
  );
  expect(at(300, 1)).toBe(
    `Mon 20:05:00  b/0 of night: waiting since Mon 20:00:00
    for proxy-slot at px1 by nbd (proxies.px1)
    held by a/0
      candidates  affinity  connection-class  same-site  load-ratio  running-tasks
      px1 by nbd         1                 2          0     1000000              1  refused: proxy-slot
`,
  );
  expect(at(500, 1)).toBe('Mon 20:08:20  b/0 of night: ended Mon 20:08:20 (unfinished)\n');
});

test('no name can draw on the terminal', () => {
  // Escape sequences of YAML.
  const bad = String.raw`\u001b[2Jb\rc`;
  const disk = `disks: [{ size: 10 GB, datastore: "d${bad}" }]`;
  const wild = explained(
    night({
      proxies: `[{ name: "p${bad}", maxConcurrentTasks: 1 }]`,
      repositories: `[{ name: "r${bad}" }]`,
      datastores: `[{ name: "d${bad}" }]`,
      vms: `[{ name: "v${bad}", ${disk} }, { name: "w${bad}", ${disk} }]`,
      jobs: `[{ name: "j${bad}", vms: ["*"], repository: "r${bad}", run: full }]`,
    }),
  );
  const { chronicle } = wild;
  const second = chronicle.tasks[1]!;
  const told = [
    blamed(wild, 'proxy-slot'),
    criticalPathText(chronicle, criticalPath(wild)!, 120),
    lifeText(chronicle, lifeOf(wild, second), 120),
    atInstantText(chronicle, atInstant(wild, second, 10e6), 120),
    taskListText(chronicle, chronicle.tasks, 120),
  ];
  for (const text of told) {
    expect(text).toContain('\ufffd[2Jb\ufffdc');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  }
});
