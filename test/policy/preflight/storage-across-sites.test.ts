import { expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { found } from './warnings.ts';

/** A SAN proxy at each of two sites, three datastores at one and two at the other. */
const ESTATE = {
  sites: '[hq, dr]',
  links: '[{ between: [hq, dr], bandwidth: 80 Mbit/s }]',
  hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
  proxies: '[{ name: near, SAN, site: hq }, { name: far, SAN, site: dr }]',
  datastores: '[{ name: "h{1..3}", site: hq, FC }, { name: "d{1..2}", site: dr, FC }]',
  repositories: '[{ name: repo, site: hq }]',
  vms: `[${vm('a', [1, 1], 'h1')}, ${vm('b', [1], 'h3')}, ${vm('c', [1], 'd1')}]`,
};

/** `SAN` and `FC` stand for the fields of a proxy with such ports, and of a datastore. */
function written(sections: Partial<typeof ESTATE> & Sections): Sections {
  const wordy = (text: string) =>
    text
      .replaceAll(/\bSAN\b/g, 'kind: physical, maxConcurrentTasks: 4, storage: { protocols: [fc] }')
      .replaceAll(/\bFC\b/g, 'protocol: fc');
  return Object.fromEntries(
    Object.entries({ ...ESTATE, ...sections }).map(([name, text]) => [name, wordy(text)]),
  );
}

function across(sections: Partial<typeof ESTATE> & Sections = {}): string[] {
  return found(written(sections))
    .filter(({ code }) => code === 'storage-across-sites')
    .map(({ path, message }) => `${path}: ${message}`);
}

const told = (path: string, who: string, what: string) =>
  `${path}: ${who} can use ${what} directly, as no fabrics separate them: no link limits that, and the proxies there get less work or none.`;
const FAR = told('proxies.far', "Proxy 'far' at site 'dr'", "'h1', 'h3' at site 'hq'");
const NEAR = told('proxies.near', "Proxy 'near' at site 'hq'", "'d1' at site 'dr'");

test('is told once per site of the proxies, with the datastores that have disks of a job', () => {
  expect(across()).toEqual([FAR, NEAR]);
  const more = '[{ name: near, SAN, site: hq }, { name: "far{1..2}", SAN, site: dr }]';
  expect(across({ proxies: more })).toEqual([
    told('proxies.far1', "Proxies 'far1', 'far2' at site 'dr'", "'h1', 'h3' at site 'hq'"),
    NEAR,
  ]);
  const sites = {
    sites: '[hq, dr, lab]',
    proxies: '[{ name: near, SAN, site: hq }]',
    datastores: '[{ name: "d{1..5}", site: dr, FC }, { name: l1, site: lab, FC }]',
    vms: `[${['l1', 'd5', 'd4', 'd3', 'd2', 'd1'].map((name) => vm(`on-${name}`, [1], name)).join(', ')}]`,
  };
  expect(across(sites)).toEqual([
    told(
      'proxies.near',
      "Proxy 'near' at site 'hq'",
      "'d1', 'd2', 'd3', 'd4' and 2 more at sites 'dr', 'lab'",
    ),
  ]);
});

test('is not told where fabrics keep them apart, or where one fabric joins them', () => {
  const fabrics = '[{ name: hq-san }, { name: dr-san }]';
  const at = (near: string, far: string, h: string, d: string) => {
    const on = (fabric: string) => (fabric === '' ? '' : `, fabric: ${fabric}`);
    return across({
      fabrics,
      proxies: `[{ name: near, SAN, site: hq${on(near)} }, { name: far, SAN, site: dr${on(far)} }]`,
      datastores: `[{ name: "h{1..3}", site: hq, FC${on(h)} }, { name: "d{1..2}", site: dr, FC${on(d)} }]`,
    });
  };
  expect(at('hq-san', 'dr-san', 'hq-san', 'dr-san')).toEqual([]);
  expect(at('hq-san', 'hq-san', 'hq-san', 'hq-san')).toEqual([]);
  // Named on one side only, they do not keep anything apart.
  expect(at('hq-san', 'dr-san', '', '')).toEqual([FAR, NEAR]);
  expect(at('', '', 'hq-san', 'dr-san')).toEqual([FAR, NEAR]);
  expect(at('hq-san', 'dr-san', 'hq-san', '')).toEqual([NEAR]);
});

test('is told whether or not a link joins the sites, and is silent within one', () => {
  expect(across({ links: '[]' })).toEqual([FAR, NEAR]);
  expect(across({ proxies: '[{ name: near, SAN, site: hq }]', vms: `[${vm('a', [1], 'h1')}]` })).toEqual([]);
});

test('is not told of proxies that no job lets read there: other protocols, modes, lists of proxies, jobs that are off', () => {
  const far = (fields: string) =>
    across({ proxies: `[{ name: near, SAN, site: hq, modes: [nbd] }, { name: far, site: dr, ${fields} }]` });
  expect(far('SAN')).toEqual([FAR]);
  expect(far('SAN, modes: [nbd]')).toEqual([]);
  expect(far('SAN, enabled: false')).toEqual([]);
  expect(far('kind: physical, storage: { protocols: [iscsi] }')).toEqual([]);
  // A virtual machine has no Fibre Channel port.
  expect(far('host: esx2, storage: { protocols: [fc] }')).toEqual([]);
  const job = (name: string, vms: string, rest: string) =>
    `{ name: ${name}, vms: [${vms}], repository: repo, run: full, ${rest} }`;
  const own = `[${job('h', 'a, b', 'proxies: [near]')}, ${job('d', 'c', 'proxies: [far]')}]`;
  expect(across({ jobs: own })).toEqual([]);
  expect(
    across({ jobs: `[${job('h', 'a, b', 'proxies: [near, far]')}, ${job('d', 'c', 'enabled: false')}]` }),
  ).toEqual([FAR]);
});

test('is told of disks that are written there', () => {
  const replica = (rest: string) =>
    across({
      jobs: `[{ name: r, type: replication, vms: [a], proxies: [near], target: { datastore: d2, host: esx2${rest} } }]`,
    });
  expect(replica('')).toEqual([told('proxies.near', "Proxy 'near' at site 'hq'", "'d2' at site 'dr'")]);
  expect(replica(', proxies: [far]')).toEqual([]);
});

test('of direct NFS it is told only where no near proxy has it, as disks wait for near ones', () => {
  const nfs = (name: string, site: string) =>
    `{ name: ${name}, kind: physical, site: ${site}, storage: { protocols: [nfs] } }`;
  const estate = (proxies: string) => ({
    datastores: '[{ name: h1, site: hq, type: nfs }]',
    vms: `[${vm('a', [1], 'h1')}]`,
    proxies: `[${proxies}]`,
  });
  expect(across(estate(nfs('far', 'dr')))).toEqual([
    told('proxies.far', "Proxy 'far' at site 'dr'", "'h1' at site 'hq'"),
  ]);
  expect(across(estate(`${nfs('far', 'dr')}, ${nfs('near', 'hq')}`))).toEqual([]);
});

test('what it says is so: the far SAN proxy takes the disk before a network proxy of the site, and no link slows it', () => {
  const { tasks, summary } = runText(
    night(
      written({
        proxies: '[{ name: near, site: hq }, { name: far, SAN, site: dr }]',
        vms: `[${vm('a', [10], 'h1')}]`,
        repositories: '[{ name: repo, site: dr }]',
        transport: '{ san: { perTask: 100 MB/s } }',
      }),
    ),
  );
  expect(tasks.map(({ proxy, mode }) => `${proxy} ${mode}`)).toEqual(['far san']);
  // 10 GB at 100 MB/s: the link of 10 MB/s is not crossed.
  expect(summary.window?.seconds).toBe(100);
  expect(summary.links['hq-dr']?.utilisation).toBe(0);
});
