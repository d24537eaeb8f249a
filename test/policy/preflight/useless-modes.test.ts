import { describe, expect, test } from 'vitest';
import { vm } from '../../helpers/night.ts';
import { found } from './warnings.ts';

describe('modes that no proxy of a kind can use', () => {
  const MIXED = {
    hosts: '[{ name: esx1 }, { name: hv1, platform: hyperv }]',
    datastores: '[{ name: ds1, hosts: [esx1], maxSnapshots: unlimited }]',
    vms: `[${vm('x', [1], 'ds1', 'host: esx1')}]`,
  };
  const mixed = (...proxies: string[]) =>
    found({ ...MIXED, proxies: `[${proxies.join(', ')}]` })
      .filter(({ code }) => code === 'modes-without-use')
      .map(({ message, hint, path }) => `${path}: ${message} ${hint}`);
  const san = (name: string, more: string) => `{ name: ${name}, storage: { protocols: [fc] }, ${more} }`;

  test('are reported with the proxies they do not serve, what those do instead, what they could use, and which proxies the modes are for', () => {
    expect(
      mixed(
        '{ name: px1, host: esx1, modes: [hotadd] }',
        '{ name: px2, host: esx1 }',
        san('san1', 'modes: [hotadd]'),
        san('san2', 'modes: [hotadd]'),
        san('san3', 'modes: [hotadd], failoverToNetwork: false'),
        san('off1', 'modes: [hotadd], platform: hyperv'),
        san('gone', 'modes: [hotadd], enabled: false'),
      ),
    ).toEqual([
      "proxies.san1: Modes hotadd are of no use to the physical vSphere proxies 'san1', 'san2': they read over the network. Usable there: san, nfs, storage-snapshot, nbd, nbdssl. Set hotadd only for 'px1'.",
      "proxies.san3: Modes hotadd are of no use to the physical vSphere proxy 'san3': it never takes a task. Usable there: san, nfs, storage-snapshot, nbd, nbdssl. Set hotadd only for 'px1'.",
      "proxies.off1: Modes hotadd are of no use to the physical Hyper-V proxy 'off1': it never takes a task. Usable there: off-host. Set hotadd only for 'px1'.",
    ]);
  });

  test('are not reported where one of them can be used, nor for hosts, which have modes of their own', () => {
    expect(
      mixed(
        '{ name: px1, host: esx1, modes: [hotadd] }',
        san('san1', 'modes: [hotadd, nbdssl]'),
        san('off1', 'modes: [off-host, nbd], platform: hyperv'),
      ),
    ).toEqual([]);
  });
});
