import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { ReadPlaces } from '../../../src/model/ways/read-places.ts';
import { modelOf } from '../../helpers/night.ts';

test('where no storage array is integrated, no job is looked at: one is made for each of many jobs', () => {
  const model = modelOf({
    datastores: '[{ name: ds1, protocol: fc }]',
    vms: '[{ name: "v{1..3}", disks: [{ size: 1 GB, datastore: ds1 }] }]',
    jobs: '[{ name: "j{1..3}", vms: ["v{1..3}"], repository: repo }]',
  });
  const asked = new Set<string | symbol>();
  const jobs = new Proxy(model.jobs, {
    get: (rows, key) => {
      asked.add(key);
      return Reflect.get(rows, key);
    },
  });
  const places = new ReadPlaces({ ...model, vms: model.vms, disks: model.disks, jobs } as Model);
  places.canUseArray(1, 1);
  expect([...asked]).toEqual([]);
});
