import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiskRows } from '../../../src/model/vms/disk-rows.ts';
import type { DiskFigures } from '../../../src/scenario/vms/disk-figures.ts';

test("only the first of a VM's disks on a datastore counts as first there", () => {
  const vms = fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(vms, (datastores) => {
      const vmOf = datastores.flatMap((disks, vm) => disks.map(() => vm));
      const rows = new DiskRows({} as DiskFigures, Int32Array.from(vmOf), Int32Array.from(datastores.flat()));
      datastores.forEach((disks, vm) => {
        const first = vmOf.indexOf(vm);
        const found = disks.filter((_, k) => rows.isFirstOnDatastore(first + k));
        expect(found).toEqual([...new Set(disks)]);
      });
    }),
  );
});
