import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeIo } from '../../../src/cli/files/node-io.ts';
import type { GrowingFile, Io } from '../../../src/cli/io.ts';
import { TableFiles } from '../../../src/cli/tables/table-files.ts';
import type { UtilisationColumns } from '../../../src/metrics/use/utilisation.ts';
import { SNAPSHOTS_TABLE } from '../../../src/report/tables/snapshots.ts';
import { UTILISATION_TABLE } from '../../../src/report/tables/utilisation.ts';
import { snapshotFigures } from '../../helpers/columns-of-rows.ts';
import { longTableText } from '../../helpers/long-table-text.ts';

const root = mkdtempSync(join(tmpdir(), 'proxysim-tables-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const io: Io = { ...nodeIo(), cores: 2 };
let folder = root;
let number = 0;
beforeEach(() => {
  number += 1;
  folder = join(root, `${number}`);
  mkdirSync(folder);
});

/** More rows than are written without a thread. */
const MANY = 30_000;
const FEW = 3;

function uses(from: number, rows: number): UtilisationColumns {
  const row = Array.from({ length: rows }, (_, at) => from + at);
  return {
    resources: ['tasks.running', 'proxies.ä"b.slots', '=datastores.ds.read'],
    seconds: Float64Array.from(row, (at) => at * 0.3),
    step: Int32Array.from(row, (at) => at - from),
    resource: Int32Array.from(row, (at) => at % 3),
    value: Float64Array.from(row, (at) => 1 / (at + 1)),
  };
}

const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const nothing = snapshotFigures([]);

describe('the long files of a result folder', () => {
  test.each([
    ['few rows', FEW],
    ['many rows, by a thread', MANY],
  ])(
    '%s told piece by piece are the file that they make together, and have their names only then',
    async (_, rows) => {
      const files = new TableFiles(io, folder);
      files.add(UTILISATION_TABLE, uses(0, FEW));
      files.add(UTILISATION_TABLE, uses(FEW, rows));
      files.add(UTILISATION_TABLE, uses(FEW + rows, FEW));
      files.add(SNAPSHOTS_TABLE, nothing);
      files.complete();
      expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual([]);
      await files.finish();
      await files.discard();
      expect(readdirSync(folder).sort()).toEqual(['snapshots.csv', 'utilisation.csv']);
      expect(text('utilisation.csv')).toBe(longTableText(UTILISATION_TABLE, uses(0, rows + 2 * FEW)));
      expect(text('snapshots.csv')).toBe(longTableText(SNAPSHOTS_TABLE, nothing));
    },
  );

  test.each([FEW, MANY])('are removed when discarded after %d rows, and old ones are kept', async (rows) => {
    writeFileSync(join(folder, 'utilisation.csv'), 'old');
    const files = new TableFiles(io, folder);
    files.add(UTILISATION_TABLE, uses(0, rows));
    await files.discard();
    expect(readdirSync(folder)).toEqual(['utilisation.csv']);
    expect(text('utilisation.csv')).toBe('old');
  });

  test('that cannot be created throw a FileError', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const files = new TableFiles(io, join(folder, 'taken'));
    expect(() => files.add(UTILISATION_TABLE, uses(0, FEW))).toThrow(/utilisation.csv' cannot be written/);
    await files.discard();
  });

  test.skipIf(!existsSync('/dev/full')).each([FEW, MANY])(
    'that find the disk full after %d rows are an error about that file (skipped without /dev/full)',
    async (rows) => {
      symlinkSync('/dev/full', join(folder, `utilisation.csv.${process.pid}.tmp`));
      const files = new TableFiles(io, folder);
      const written = async () => {
        files.add(UTILISATION_TABLE, uses(0, rows));
        files.add(SNAPSHOTS_TABLE, nothing);
        files.complete();
        await files.finish();
      };
      await expect(written()).rejects.toMatchObject({
        problem: 'cannot-write',
        path: join(folder, 'utilisation.csv'),
        message: expect.stringMatching(/no space left on the device/),
      });
      await files.discard();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test.skipIf(!existsSync('/dev/full'))(
    'that find the disk full tell it with later rows, not only at the end of a long run (skipped without /dev/full)',
    async () => {
      // The disk becomes full when only the thread still writes.
      const descriptor = openSync('/dev/full', 'w');
      const nowFull: GrowingFile = {
        write: () => undefined,
        handOver: () => descriptor,
        finish: async () => undefined,
        discard: () => undefined,
      };
      const files = new TableFiles({ ...io, growFile: () => nowFull }, folder);
      files.add(UTILISATION_TABLE, uses(0, MANY));
      const goingOn = async () => {
        for (;;) {
          await setTimeout(20);
          files.add(UTILISATION_TABLE, uses(0, FEW));
        }
      };
      await expect(goingOn()).rejects.toThrow(
        /utilisation.csv' cannot be written: no space left on the device/,
      );
      await files.discard();
      closeSync(descriptor);
    },
  );
});
