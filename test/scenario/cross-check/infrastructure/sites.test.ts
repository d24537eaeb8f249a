import { describe, expect, test } from 'vitest';
import { findings, parsed, SMALL } from '../../parse-fixture.ts';

describe('sites', () => {
  const two = SMALL.replace('version: 1\n', 'version: 1\nsites: [hq, dr]\n');

  test('must be stated if there are two and they cannot be derived', () => {
    const sited = two
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: hq }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", hosts: [esx1] }');
    expect(findings(sited)).toEqual(['missing-key night.yaml:5:16']);
    const onBoth = sited
      .replace('site: hq }', 'site: "{hq,dr}" }')
      .replace('hosts: [esx1]', 'hosts: [esx1, esx2]')
      .replace('name: repo1', 'name: repo1, site: dr');
    expect(findings(onBoth)).toEqual(['missing-key night.yaml:4:14']);
    const { datastores } = parsed(sited.replace('name: repo1', 'name: repo1, site: dr'));
    expect(datastores.map(({ site }) => site)).toEqual(['hq', 'hq']);
  });

  test('of a datastore without hosts decides which hosts mount it: those of its site', () => {
    const sited = two
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: "{hq,dr}" }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", site: "{hq,dr}" }')
      .replace('name: repo1', 'name: repo1, site: hq');
    expect(parsed(sited).datastores.map(({ hosts }) => hosts)).toEqual([['esx1'], ['esx2']]);
  });

  test('of a virtual proxy is that of its host', () => {
    const sited = SMALL.replace('version: 1\n', 'version: 1\nsites: [hq, dr]\n')
      .replace('{ name: "esx{1..2}" }', '{ name: "esx{1..2}", site: "{hq,dr}" }')
      .replace('{ name: "ds{1..2}" }', '{ name: "ds{1..2}", site: hq }')
      .replace('name: repo1', 'name: repo1, server: px2');
    const scenario = parsed(`${sited}proxies: [{ name: "px{1..2}", host: "esx{1..2}" }]\n`);
    expect(scenario.proxies.map(({ site }) => site)).toEqual(['hq', 'dr']);
    expect(scenario.repositories[0]!.site).toBe('dr');
    expect(
      findings(`${sited}proxies: [{ name: px1, host: esx1, site: dr }, { name: px2, site: dr }]\n`),
    ).toEqual(['contradiction night.yaml:10:42']);
  });
});
