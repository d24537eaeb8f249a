import { expect, test } from 'vitest';
import type { LimitedBy } from '../../../src/metrics/limits/limited-by.ts';
import { limitingThings } from '../../../src/report/wording/limiting-things.ts';
import { runResult, summary } from '../sample-result.ts';

const links = { wan: { utilisation: 0.976, transferredBytes: 1 } };
const result = {
  ...runResult({ summary: { ...summary(), links } }),
  capacityUse: new Map([
    ['repositories.nas.write', 0.4],
    ['repositories.archive.write', 0.8],
    ['repositories.archive.ingestWrite', 0.9],
    ['links.wan', 0.1],
    ['links.wan.back', 0.976],
  ]),
};

/** Rows of bytes by thing. */
function said(bytes: Readonly<Record<string, number>>): string | undefined {
  const rows = Object.entries(bytes).map(
    ([by, own]): LimitedBy => ({ job: 'nightly', stage: 'target', by, bytes: own }),
  );
  return limitingThings(rows, result);
}

test('things are named by share, at most two', () => {
  expect(said({ 'repositories.nas.write': 30, 'repositories.archive.write': 70 })).toBe(
    '70% of it at repository archive (write 80% busy), 30% at repository nas (write 40% busy)',
  );
  expect(said({ 'repositories.nas.write': 30, a: 10, 'repositories.archive.write': 50, b: 10 })).toBe(
    '50% of it at repository archive (write 80% busy), 30% at repository nas (write 40% busy) and 2 more',
  );
});

test('a thing with all of the data is told from one with nearly all', () => {
  expect(said({ 'repositories.archive.write': 5 })).toBe('all of it at repository archive (write 80% busy)');
  expect(said({ 'repositories.nas.write': 1, 'repositories.archive.write': 99 })).toBe(
    'nearly all of it at repository archive (write 80% busy)',
  );
  expect(said({ 'repositories.nas.write': 2, 'repositories.archive.write': 98 })).toBe(
    '98% of it at repository archive (write 80% busy), 2% at repository nas (write 40% busy)',
  );
});

test('both directions of a link are the link', () => {
  expect(said({ 'links.wan': 1, 'links.wan.back': 2 })).toBe('all of it at link wan (97.6% busy)');
});

test.each([
  ['repositories.archive.perStream', 'the write streams of repository archive (perStream)'],
  ['repositories.archive.ingestWrite', 'repository archive (ingest write 90% busy)'],
  ['transport.nbd.perTask', 'the limit of one task in nbd (transport.nbd.perTask)'],
  ['throttles.office.hours', 'throttle office.hours'],
  ['coresPerTask', 'the cores that one task can use'],
])('%s is told in words of its own: %s', (by, words) => {
  expect(said({ [by]: 1 })).toBe(`all of it at ${words}`);
});

test('without any data there is nothing to name', () => {
  expect(said({})).toBeUndefined();
  expect(said({ 'repositories.archive.write': 0 })).toBeUndefined();
});
