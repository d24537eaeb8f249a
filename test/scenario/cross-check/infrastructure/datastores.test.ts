import { describe, expect, test } from 'vitest';
import { codesOf, parsed, SMALL } from '../../parse-fixture.ts';

describe('the latency of a datastore', () => {
  const latencyOf = (said: string) =>
    parsed(SMALL.replace('name: "ds{1..2}"', `name: "ds{1..2}", type: vmfs, latency: { ${said} }`))
      .datastores[0]!.latency;
  test('is 0 for parts that are not stated', () => {
    expect(latencyOf('perTask: 1 ms')).toEqual({
      ...{ baseUs: 0, perTaskUs: 1000 },
      production: [{ fromUs: 0, latencyUs: 0 }],
    });
    expect(latencyOf('base: 2 ms, production: 3 ms')).toEqual({
      ...{ baseUs: 2000, perTaskUs: 0 },
      production: [{ fromUs: 0, latencyUs: 3000 }],
    });
  });

  test('by time of day is as stated', () => {
    const { production } = latencyOf('base: 2 ms, production: { "00:00-08:00": 3 ms, "08:00-24:00": 1 ms }')!;
    expect(production.map(({ fromUs, latencyUs }) => [fromUs / 3600e6, latencyUs])).toEqual([
      [0, 3000],
      [8, 1000],
    ]);
  });
});

test('a CSV is owned by a host that mounts it, any other datastore has no owner', () => {
  const hyperv = SMALL.replace(
    'hosts: [{ name: "esx{1..2}" }]',
    'hosts: [{ name: "esx{1..2}" }, { name: "hv{1..2}", platform: hyperv, cores: 8 }]',
  );
  const said = (store: string) => codesOf(hyperv.replace('datastores: [', `datastores: [${store}, `));
  expect(said('{ name: v1, type: csv, hosts: [hv1, hv2], owner: hv1 }')).toEqual([]);
  expect(said('{ name: v1, type: csv, hosts: [hv1], owner: hv2 }')).toEqual(['contradiction']);
  expect(said('{ name: v1, type: csv, hosts: [hv1], owner: hv9 }')).toEqual(['unknown-reference']);
  expect(said('{ name: v1, type: smb, hosts: [hv1], owner: hv1 }')).toEqual(['contradiction']);
  expect(said('{ name: v1, type: local, hosts: [hv1] }')).toEqual([]);
  expect(said('{ name: v1, type: local, hosts: [hv1, hv2] }')).toEqual(['contradiction']);
});
