import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { warnings } from './warnings.ts';

describe('latency control of storage that it does not support', () => {
  const asked = (type: string, more = '', latencyControl = 'true') =>
    warnings({ datastores: `[{ name: ds1, type: ${type}${more} }]`, latencyControl });

  test.each(['vsan', 'vvol'])(
    'is reported for a %s with a latency, also one that would never let a task start',
    (type) => {
      expect(asked(type, ', latency: { base: 30ms }')).toEqual([
        `warning latency-not-controlled at datastores.ds1: Latency control does nothing on 'ds1': the product does not support it on datastores of type '${type}'.`,
      ]);
    },
  );

  test('is not reported where there is no latency to control, or no control is asked for', () => {
    expect(asked('vsan')).toEqual([]);
    expect(asked('vsan', ', latency: { base: 30ms }', 'false')).toEqual([]);
    expect(asked('nfs', ', latency: { base: 1ms }')).toEqual([]);
  });
});

describe('a datastore whose latency never lets a task start', () => {
  const restless = (latency: string, changes: Sections = {}) =>
    warnings({ datastores: `[{ name: ds1, latency: ${latency} }]`, ...changes });
  const said = [
    "warning datastore-never-calm at datastores.ds1: No task that reads 'ds1' ever starts: its latency without backup is never below 20ms, and starts stop at 20ms.",
  ];

  test('is reported where base and production reach the threshold at every time of day', () => {
    expect(restless('{ base: 20ms }')).toEqual(said);
    expect(restless('{ base: 5ms, production: 15ms }')).toEqual(said);
    expect(restless('{ base: 20ms, production: { "08:00-20:00": 10ms } }')).toEqual(said);
  });

  test('is not reported where there is a calm hour, or nothing asks for its latency', () => {
    expect(restless('{ base: 19ms, perTask: 10ms }')).toEqual([]);
    expect(restless('{ base: 5ms, production: { "00:00-23:00": 20ms } }')).toEqual([]);
    expect(restless('{ base: 20ms }', { latencyControl: '{ stop: 21ms }' })).toEqual([]);
    expect(restless('{ base: 20ms }', { latencyControl: 'false' })).toEqual([]);
    expect(restless('{ base: 20ms }', { policy: '{ filters: [datastore-snapshots] }' })).toEqual([]);
    const restore = '{ name: back, type: restore, vms: ["*"], repository: repo }';
    expect(restless('{ base: 20ms }', { jobs: `[${restore}]` })).toEqual([]);
    const off = '{ name: off, vms: [a], repository: repo, enabled: false }';
    const on = '{ name: on, vms: [b], repository: repo }';
    const two = '[{ name: ds1, latency: { base: 20ms } }, { name: ds2 }]';
    const vms = `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`;
    expect(warnings({ datastores: two, vms, jobs: `[${off}, ${on}]` })).toEqual([]);
    const datastores = '[{ name: ds1 }, { name: busy, latency: { base: 20ms } }]';
    expect(warnings({ datastores })).toEqual([]);
  });

  test('is right: its tasks are left unfinished, with or without a calendar, and the run ends', () => {
    for (const schedule of ['', ', schedule: { daily: "22:00" }']) {
      const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full${schedule} }]`;
      const { summary } = runText(night({ datastores: '[{ name: ds1, latency: { base: 20ms } }]', jobs }));
      expect(summary.totals).toMatchObject({ tasks: 1, unfinished: 1 });
      expect(summary.totals.events).toBeLessThan(20);
    }
  });
});
