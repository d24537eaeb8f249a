import { describe, expect, it } from 'vitest';
import { findingsOn } from './findings-on.ts';

/** What is said about `text` in place of `entry` of a scenario that is otherwise fine. */
function said(entry: string, text: string): string {
  const [first] = findingsOn(entry, text);
  return first === undefined ? 'fine' : `${first.code}: ${first.hint}`;
}

const JOB = 'name: j, ';
const PROXY = 'name: px1, ';

describe('a value of the wrong type is answered with the right one', () => {
  it.each([
    ['cores: 8', 'cores: "8"', 'wrong-type: Write 8 without quotes.'],
    ['cores: 8', 'cores: "16"', 'wrong-type: Write 16 without quotes.'],
    [PROXY, `${PROXY}kind: , `, 'wrong-type: undefined'],
    ['cores: 8', 'cores: 8 cores', 'wrong-type: Write 8.'],
    ['cores: 8', 'cores: 1_024', 'wrong-type: Write 1024.'],
    ['cores: 8', 'cores: 8.5', 'wrong-type: undefined'],
    ['cores: 8', 'cores: unlimited', "wrong-type: Leave 'cores' out for unlimited."],
    [PROXY, `${PROXY}maxConcurrentTasks: unlimited, `, 'wrong-type: The most is 100.'],
    [PROXY, `${PROXY}speed: max, `, 'wrong-type: The most is 1000.'],
    [JOB, `${JOB}retries: unlimited, `, 'wrong-type: The most is 100.'],
    [PROXY, `${PROXY}enabled: "true", `, 'wrong-type: Write true without quotes.'],
    [PROXY, `${PROXY}enabled: 0, `, 'wrong-type: Write false.'],
    [PROXY, `${PROXY}host: [esx1], `, 'wrong-type: Write esx1 without brackets.'],
    [
      PROXY,
      `${PROXY}host: ["esx*"], `,
      'wrong-type: Write one name, without brackets: esx* is a pattern, which may fit several.',
    ],
    [PROXY, `${PROXY}host: ["esx{1..2}"], `, 'wrong-type: Write only one, without brackets.'],
    [PROXY, `${PROXY}host: [], `, 'wrong-type: undefined'],
    [PROXY, `${PROXY}modes: all, `, 'wrong-type: Write auto.'],
    [JOB, `${JOB}proxies: auto, `, "wrong-type: Leave 'proxies' out for any."],
    [JOB, `${JOB}compressionRatio: 2x, `, 'wrong-type: Write 0.5 for 2:1: it is what is left of each byte.'],
    [JOB, `${JOB}compressionRatio: 2:1, `, 'wrong-type: Write 0.5 for 2:1: it is what is left of each byte.'],
    ['vms: [vm1]', 'vms: "vm1; vm2"', 'wrong-type: Write [vm1, vm2].'],
    ['vms: [vm1]', 'vms: { tag: sql }', 'wrong-type: Put it in brackets: [{ ... }].'],
    [
      JOB,
      `${JOB}activeFull: Sat-Sun, `,
      "wrong-type: Write for example { days: [sat, sun] }, or leave 'activeFull' out. Possible keys: days, weeks, months.",
    ],
    [JOB, `${JOB}schedule: { daily: "22:00", days: mon-wed }, `, 'wrong-type: Write [mon, tue, wed].'],
    [
      'disks: [{ size: 1 GB, datastore: ds1 }]',
      'disks: [1 GB]',
      'wrong-type: Write for example { size: 100 GB, datastore: ds1 }. Possible keys: name, size, used, datastore, changeRate, deleted, swap, thin.',
    ],
    [
      'disks: [{ size: 1 GB, datastore: ds1 }]',
      'disks: [{ size: { lognormal: { median: 80 GB, p95: 400 GB } }, datastore: ds1 }]',
      "wrong-type: Values can be drawn only for disks of a population, for example 'disks: { count: 2, size: { uniform: [50 GB, 90 GB] }, datastores: [ds1] }'. Write one value here.",
    ],
    [
      'disks: [{ size: 1 GB, datastore: ds1 }]',
      'disks: [{ size: { between: 1 GB }, datastore: ds1 }]',
      'wrong-type: undefined',
    ],
    [
      '[{ name: px1, cores: 8 }]',
      '{ name: px1 }',
      "wrong-type: Put the entry in brackets: 'proxies: [{ name: ... }]'.",
    ],
  ])('%s: %s', (entry, text, hint) => expect(said(entry, text)).toBe(hint));
});

describe('a quantity that cannot be read is answered for its field', () => {
  const start = (time: string) =>
    `'start' is a time after the start of the run, such as 2h. For a time of day write 'daily: "${time}"', or 'at: "${time}"' for once.`;
  it.each([
    [JOB, `${JOB}schedule: { start: "22:00" }, `, `bad-quantity: ${start('22:00')}`],
    [JOB, `${JOB}schedule: { start: 9pm }, `, `bad-quantity: ${start('21:00')}`],
    [JOB, `${JOB}schedule: { start: 21 }, `, `missing-unit: ${start('21:00')}`],
    [JOB, `${JOB}schedule: { start: 22h }, `, 'fine'],
    [JOB, `${JOB}schedule: { daily: 22 }, `, 'bad-quantity: Write "22:00".'],
    [JOB, `${JOB}window: 10pm to 6am, `, 'bad-quantity: Write 22:00-06:00.'],
    [
      JOB,
      `${JOB}window: none, `,
      "bad-quantity: Write for example 8h or 22:00-06:00. Leave 'window' out for none.",
    ],
    [JOB, `${JOB}window: 8 hours, `, "unknown-unit: Did you mean 'h'?"],
    [PROXY, `${PROXY}network: none, `, 'bad-quantity: Write unlimited, or leave it out.'],
    ['size: 1 GB', 'size: 1 GB, used: 60 percent', 'bad-quantity: Write for example 60% or 350 GB.'],
    [
      'size: 1 GB',
      'size: 1 GB, used: 10',
      'missing-unit: Write 10 GB for an amount, or 10% for a share of the size.',
    ],
    // A share of 1 is all of the size.
    ['size: 1 GB', 'size: 1 GB, used: 1', 'fine'],
    ['size: 1 GB', 'size: 1 GB, used: "350"', 'missing-unit: Write 350 GB for an amount.'],
  ])('%s: %s', (entry, text, hint) => expect(said(entry, text)).toBe(hint));
});
