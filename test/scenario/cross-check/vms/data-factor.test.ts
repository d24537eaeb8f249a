import { expect, test } from 'vitest';
import { parsed, SMALL } from '../../parse-fixture.ts';

const TEXT = `${SMALL.replace(
  'jobs:',
  '  - { name: "app{1..2}", host: esx1, disks: { size: { lognormal: { median: 80 GB, p95: 400 GB, max: 1 TB } }, used: 60%, datastores: [ds1] } }\n' +
    '  - { name: amounts, host: esx1, disks: { size: 100 GB, used: { uniform: [10 GB, 30 GB] }, datastores: [ds1] } }\njobs:',
)}proxies: [{ name: px1 }]\n`;

test('a data factor of 1.5 multiplies size and used space of every disk by 1.5', () => {
  const [vm1, app1, app2, amounts] = parsed(TEXT, {}, ['dataFactor=1.5', 'vms.vm1.disks.0.used=33 GB']).vms;
  expect(vm1!.disks).toMatchObject([{ size: 150e9, used: 49.5e9 }]);
  expect(app1!.disks).toMatchObject({
    size: { median: 120e9, p95: 600e9, max: 1.5e12 },
    used: { of: 'size', distribution: { value: 0.6 } },
  });
  // One population: its VMs go on sharing it.
  expect(app2!.disks).toBe(app1!.disks);
  expect(amounts!.disks).toMatchObject({
    size: { value: 150e9 },
    used: { distribution: { low: 15e9, high: 45e9 } },
  });
});
