import { describe, expect, test } from 'vitest';
import { findings, parsed, SMALL } from '../parse-fixture.ts';

const TEXT = `${SMALL.replace('repository: repo1', 'repository: repo1, proxies: [px1, px2]').replace(
  '{ name: repo1 }',
  '{ name: repo1, affinity: [px2] }',
)}proxies: [{ name: "px{1..2}", host: "esx{1..2}", cores: 8 }, { name: san, storage: { protocols: [fc] } }]
`;

const proxies = (...sets: string[]) =>
  parsed(TEXT, {}, sets).proxies.map(({ name, host, enabled, cores }) =>
    [name, host ?? '-', cores, enabled ? 'on' : 'off'].join(' '),
  );

describe('--set proxies.NAME.count', () => {
  test('fewer than declared: the last ones are switched off, and references to them remain valid', () => {
    expect(proxies('proxies.px*.count=1')).toEqual(['px1 esx1 8 on', 'px2 esx2 8 off', 'san - Infinity on']);
  });

  test('as many as declared: nothing changes', () => {
    expect(proxies('proxies.px*.count=2')).toEqual(proxies());
  });

  test('more: copies of them in turn, numbered on, each in the place of its original', () => {
    expect(proxies('proxies.px*.count=5')).toEqual([
      'px1 esx1 8 on',
      'px2 esx2 8 on',
      'san - Infinity on',
      'px3 esx1 8 on',
      'px4 esx2 8 on',
      'px5 esx1 8 on',
    ]);
  });

  test('a single name: its copies take the next free numbers; a name without a number counts as 1', () => {
    expect(proxies('proxies.px1.count=2').at(-1)).toBe('px3 esx1 8 on');
    expect(proxies('proxies.san.count=3').slice(3)).toEqual(['san2 - Infinity on', 'san3 - Infinity on']);
  });

  test('0: all of them are switched off', () => {
    expect(proxies('proxies.*.count=0').map((text) => text.split(' ').at(-1))).toEqual(['off', 'off', 'off']);
  });

  test('jobs that may use a proxy may use its copies, and repositories that prefer it prefer them', () => {
    const { jobs, repositories } = parsed(TEXT, {}, ['proxies.px*.count=4']);
    expect(jobs[0]!.proxies).toEqual(['px1', 'px3', 'px2', 'px4']);
    expect(repositories[0]!.affinity).toEqual(['px2', 'px4']);
  });

  test('earlier settings apply to the copies too; a later one reaches a copy by its name', () => {
    expect(proxies('proxies.px1.cores=4', 'proxies.px1.count=2', 'proxies.px3.enabled=false').at(-1)).toBe(
      'px3 esx1 4 off',
    );
  });

  test.each([
    ['proxies.py*.count=2', 'overlay-no-match --set:1:1'],
    ['proxies.px1.count=-1', 'bad-overlay --set:1:1'],
    ['proxies.px1.count=1.5', 'bad-overlay --set:1:1'],
    ['proxies.px1.count=many', 'bad-overlay --set:1:1'],
    ['proxies.px1.count=100000', 'bad-overlay --set:1:1'],
  ])('%s is answered by %s', (set, finding) => expect(findings(TEXT, {}, [set])).toEqual([finding]));
});
