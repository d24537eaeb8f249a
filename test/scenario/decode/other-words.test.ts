import { describe, expect, it } from 'vitest';
import { findingsOn } from './findings-on.ts';

/** The hint for `text` put in place of `entry` of a scenario that is otherwise fine. */
function hintFor(entry: string, text: string): string | undefined {
  const [first] = findingsOn(entry, text);
  return first === undefined ? 'fine' : first.hint;
}

const VM = 'name: vm1, ';
const JOB = 'name: j, ';

describe('a word that others use leads to the key of the format', () => {
  it.each([
    ['name: px1', 'name: px1, maxTasks: 4', "Write 'maxConcurrentTasks'."],
    ['name: repo1', 'name: repo1, slots: 4', "Write 'maxConcurrentTasks'."],
    ['name: px1', 'name: px1, task_slots: 4', "Write 'maxConcurrentTasks'."],
    ['cores: 8', 'vCPU: 8', "Write 'cores'."],
    ['name: px1', 'name: px1, memory: 16 GB', "Write 'ram'."],
    ['name: ds1', 'name: ds1, bandwidth: 1 GB/s', "Write 'read' and 'write', for example 'write: 500 MB/s'."],
    ['name: repo1', 'name: repo1, speed: 1 GB/s', "Write 'read' and 'write', for example 'write: 500 MB/s'."],
    ['name: px1', 'name: px1, bandwidth: 1 GB/s', "Write 'network'."],
    ['name: px1', 'name: px1, transport: [nbd]', "Write 'modes'."],
    ['name: px1', 'name: px1, san: 8 Gbit/s', "Write for example 'storage: { protocols: [fc] }'."],
    ['name: repo1', 'name: repo1, throttle: 100 MB/s', "Write 'ingest'."],
    [JOB, `${JOB}encrypt: true, `, "Write 'encryption'."],
    [JOB, `${JOB}compress: none, `, "Write 'compression'."],
    ['name: px1', 'name: px1, type: virtual', "Write 'kind'."],
    [JOB, `${JOB}kind: backup-copy, `, "Write 'type'."],
    ['name: ds1', 'name: ds1, kind: vmfs', "Write 'type'."],
    ['jobs:', 'faults: [{ type: proxy-down, at: 1h, target: px1 }]\njobs:', "Write 'kind'."],
    [JOB, `${JOB}start: 22:00, `, 'Write for example \'schedule: { daily: "22:00" }\'.'],
    [JOB, `${JOB}proxy: px1, `, "Write 'proxies' with a list, such as [px1]."],
    [VM, `${VM}size: 100 GB, `, "Write for example 'disks: [{ size: 100 GB, datastore: ds1 }]'."],
    ['jobs:', 'inventory: vms.csv\njobs:', "Write for example 'vms: [{ inventory: estate.csv }]'."],
    [
      'jobs:',
      'faults: [{ kind: proxy-down, at: 1h, proxy: px1 }]\njobs:',
      "Write 'target', for example 'target: px1'.",
    ],
    ['jobs:', 'faults: [{ kind: proxy-down, at: 1h, target: px1, duration: 1h }]\njobs:', "Write 'for'."],
    ['jobs:', 'faults: [{ kind: proxy-down, start: 1h, target: px1 }]\njobs:', "Write 'at'."],
    [JOB, `${JOB}schedule: { weekly: sat }, `, 'Write for example \'{ daily: "22:00", days: [fri] }\'.'],
    [JOB, `${JOB}schedule: { time: 22:00 }, `, 'Write for example \'{ daily: "22:00", days: [fri] }\'.'],
    [JOB, `${JOB}window: { start: 22:00, onClose: stop }, `, 'Write for example \'window: "22:00-06:00"\'.'],
    [VM, `${VM}cluster: c1, `, 'A VM is in the cluster of its host: write for example \'hosts: ["hv*"]\'.'],
    [
      'jobs:',
      'links: [{ name: l, bandwidth: 1 Gbit/s, from: a, to: b }]\njobs:',
      "Write 'between' with both sites, for example 'between: [hq, dr]'.",
    ],
    ['jobs:', 'volumes: []\njobs:', "Write 'datastores'."],
    ['jobs:', 'nodes: []\njobs:', "Write 'hosts'."],
    [
      'jobs:',
      'clusters: []\njobs:',
      "Write the cluster of each host in 'hosts', for example [{ name: hv1, cluster: c1 }].",
    ],
    ['jobs:', 'guests: []\njobs:', "Write 'vms'."],
    ['name: px1', 'name: px1, isDisabled: true', "Write 'enabled: false' to switch it off."],
    ['name: px1', 'name: px1, ramGB: 16', "Write 'ram' with its unit: 'ram: 16 GB'."],
    [
      'name: repo1',
      'name: repo1, size: 9 TB',
      "Repositories never fill up here: 'freeSpace' only chooses among extents.",
    ],
    ['name: repo1', 'name: repo1, note: x', "Write it behind a '#': the rest of such a line is a comment."],
    [JOB, `${JOB}after: k, `, "Write 'schedule: { after: JOB }' with the name of the other job."],
    ['size: 1 GB', 'size: 1 GB, provisioned: 2 GB', "Write 'size'."],
    ['version: 1', 'version: 1\nclock: { duration: 2d }', "Write 'horizon'."],
    [
      'version: 1',
      'version: 1\nproxy: { name: px2 }',
      "Write 'proxies' with a list, such as [{ name: px1 }].",
    ],
    [
      'jobs:',
      'throttles: [{ from: main, rate: 1 MB/s, hours: "08:00-18:00" }]\njobs:',
      'Write for example \'during: "08:00-18:00"\'.',
    ],
    [VM, `${VM}count: 20, `, 'For several that are alike, write one name with braces, such as "vm{1..20}".'],
  ])('instead of %s: %s', (entry, text, hint) => {
    expect(hintFor(entry, text)).toBe(hint);
  });
});

it('a time alone, or words for several days, are shown as a schedule has them', () => {
  expect(hintFor(JOB, `${JOB}schedule: 22:00, `)).toMatch(
    /^Write \{ daily: "22:00" \}\. Possible keys: start, at, /,
  );
  const days = (word: string) => hintFor(JOB, `${JOB}schedule: { daily: "22:00", days: ${word} }, `);
  expect(days('weekdays')).toBe('Write [mon, tue, wed, thu, fri].');
  expect(days('Weekend')).toBe('Write [sat, sun].');
  expect(days('all')).toBe('Write [mon, tue, wed, thu, fri, sat, sun].');
  expect(days('mon')).toBe('A list of one is [mon].');
});

it('an interval with times that are none is answered with a time, not with a duration', () => {
  expect(hintFor(JOB, `${JOB}window: late-6, `)).toBe('Write for example 22:00.');
  expect(hintFor(JOB, `${JOB}window: 8 moons, `)).toBe('Units are w, d, h, min, s, ms and us.');
});

it("'all' is a pattern", () => {
  expect(hintFor('vms: [vm1]', 'vms: all')).toBe('Write ["*"] for all.');
});

it.each([
  ['name: px1', 'name: px1, modes: [virtualAppliance]', 'Write hotadd.'],
  ['name: px1', 'name: px1, modes: [Direct SAN]', 'Write san.'],
  ['name: px1', 'name: px1, modes: [network]', 'Write nbd.'],
  ['name: px1', 'name: px1, kind: VM', 'Write virtual.'],
  [JOB, `${JOB}compression: 5, `, 'Write optimal.'],
  [JOB, `${JOB}blockSize: 1024 KB, `, 'Write 1 MB.'],
  [JOB, `${JOB}method: incremental, `, 'Write forward-incremental.'],
  [JOB, `${JOB}type: copy, `, 'Write backup-copy.'],
  [JOB, `${JOB}method: reverse, `, "Did you mean 'reverse-incremental'?"],
])('a value that others use leads to the one of the format: %s: %s', (entry, text, hint) => {
  expect(hintFor(entry, text)).toBe(hint);
});

it('what selects VMs otherwise is answered with a selector', () => {
  expect(hintFor('vms: [vm1]', 'vms: [all]')).toBe('Write "*" for all.');
  expect(hintFor('vms: [vm1]', 'vms: ["web.*"]')).toBe('A \'*\' alone stands for any text: write "web*".');
  expect(hintFor('vms: [vm1]', 'vms: ["vm[1-2]"]')).toBe(
    'Only braces stand for several names: write "vm{1..2}".',
  );
});

it.each([
  ['Windows Agent Backup', /^Agents are not simulated: scenarios\/study\/stand-ins\.yaml /],
  ['physical', /^Agents are not simulated/],
  ['nas-backup', /^File shares are not simulated: scenarios\/study\/stand-ins\.yaml /],
  ['file-share', /^File shares are not simulated/],
  ['backup-to-tape', /^Tape is not simulated: a backup-copy to a repository /],
  ['SureBackup', /^Checks of backups are not simulated/],
])('a type of job that is not simulated is no misspelt one: %s', (word, hint) => {
  expect(hintFor(JOB, `${JOB}type: ${word}, `)).toMatch(hint);
});

it.each([
  ['jobs:', 'agents: []\njobs:', /^Agents are not simulated/],
  ['jobs:', 'fileShares: []\njobs:', /^File shares are not simulated/],
  ['jobs:', 'tapes: []\njobs:', /^Tape is not simulated/],
  [JOB, `${JOB}healthCheck: true, `, /^Checks of backups are not simulated/],
])('neither is a section or a key for such work: %s: %s', (entry, text, hint) => {
  expect(hintFor(entry, text)).toMatch(hint);
});
