import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROXY, REPOSITORY, RULE, SCALE_OUT, SERVER, VM } from '../../../src/import/powershell/headers.ts';
import { JOB } from '../../../src/import/powershell/jobs/job-headers.ts';
import { importPowershell } from '../../../src/import/powershell.ts';
import type { HeaderNames } from '../../../src/import/tables/sheet.ts';
import type { Table } from '../../../src/import/tables/table.ts';
import { table } from '../tables.ts';
import { importedServer } from './backup-server.ts';

const NIGHT = 'Start time: [1/15/2024 22:30:00]';
const GRID = `<scheduler><Monday>${Array.from({ length: 24 }, (_, hour) => hour % 3).join()}</Monday></scheduler>`;

/** What exports have in their cells, and what nobody would expect there. */
const cell = fc.oneof(
  fc.constantFrom('', 'True', 'False', '0', '-1', '4', '250', '1e9', '0.5', '107374182400', 'none', '#N/A'),
  fc.constantFrom(
    'a',
    'A',
    'b',
    'a.lab',
    '{1..3}',
    'x*',
    '"quoted"',
    'line\nbreak',
    '- yes: [',
    '10.0.0.1',
    '10.0.0.9',
  ),
  fc.constantFrom('s1', '00000000-0000-0000-0000-000000000000', 'Veeam.Backup.Core.Common.CHost'),
  fc.constantFrom(
    'Vi',
    'HvOnhost',
    'HvOffhost',
    'ViVirtual',
    'ViPhysical',
    'WinLocal',
    'CifsShare',
    'ESXi',
    'HvServer',
  ),
  fc.constantFrom('San', 'HotAdd', 'Network', 'Auto', 'Performance', 'MBps', 'Mbps', 'a;b', 'a,b;c'),
  fc.constantFrom(
    'Backup',
    'BackupSync',
    'Replica',
    'Increment',
    'Syntethic',
    'Full',
    'Monthly',
    'Saturday Sunday',
    'KbBlockSize512',
  ),
  fc.constantFrom(
    `${NIGHT}, Daily options: [Enabled: True, DayNumberInMonth: Everyday, Days: Sunday]`,
    `${NIGHT}, Periodically options: [Enabled: True, Period: 7 hour(s), ScheduleString: ${GRID}, HourlyOffset: 59]`,
    `${NIGHT}, Periodically options: [Enabled: True, Period: 5 minute(s), ScheduleString: ${GRID}, HourlyOffset: 7]`,
    `${NIGHT}, Backup window: [Enabled: True, ScheduleString: ${GRID}], Continuous options: [Enabled: True]`,
  ),
);

/** A table of these headers, one of each column's, with a few rows of whatever. */
function anyTable(name: string, headers: HeaderNames<string>): fc.Arbitrary<Table> {
  const columns = Object.values(headers).map((names) => names[0]!.replace('*', '0'));
  const row = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
  return fc.array(row, { maxLength: 4 }).map((rows) => table(name, columns, ...rows));
}

const anyExport = fc.tuple(
  anyTable('_Servers', SERVER),
  anyTable('_Proxies', PROXY),
  anyTable('_HvProxy', PROXY),
  anyTable('_Repositories', { ...REPOSITORY, scaleOut: ['-'] }),
  anyTable('_SOBRExtents', REPOSITORY),
  anyTable('_SOBRs', SCALE_OUT),
  anyTable('_Jobs', JOB),
  anyTable('_trafficRules', RULE),
  anyTable('_ViProtected', VM),
  anyTable('_HvProtected', VM),
);

test('whatever the cells of an export say, the scenario is valid, or nothing is written and an error says why', () => {
  let made = 0;
  fc.assert(
    fc.property(anyExport, (tables) => {
      const result = importPowershell(tables);
      const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.length > 0).toBe(!result.ok);
      // Throws what is wrong with the written scenario.
      if (!result.ok) return;
      made += 1;
      importedServer(tables);
    }),
    { numRuns: 40 },
  );
  expect(made).toBeGreaterThan(10);
});

const ESTATE = `version: 1
sites: [hq, dr]
hosts: [{ name: a, site: dr }, { name: b, site: hq }]
datastores: [{ name: ds1, site: hq, hosts: [b] }, { name: ds2, site: dr, hosts: [a] }]
vms:
  - { name: a, host: b, disks: [{ size: 10 GB, datastore: ds1 }] }
  - { name: other, disks: [{ size: 1 GB, datastore: ds2 }] }
`;

test('the same holds over an inventory', () => {
  const estate = {
    file: 'estate.yaml',
    sites: ['hq', 'dr'],
    mainSite: 'hq',
    hosts: [
      { name: 'a', platform: 'vsphere' as const },
      { name: 'b', platform: 'vsphere' as const },
    ],
    vms: [{ name: 'a', host: 'b' }, { name: 'other' }],
  };
  let made = 0;
  fc.assert(
    fc.property(anyExport, (tables) => {
      if (!importPowershell(tables, { estate }).ok) return;
      made += 1;
      importedServer(tables, { estate }, ESTATE);
    }),
    { numRuns: 30 },
  );
  expect(made).toBeGreaterThan(5);
});

test('the order of files tells nothing but the order of what is written', () => {
  fc.assert(
    fc.property(anyExport, (tables) => {
      const names = (list: readonly Table[]) => {
        const result = importPowershell(list);
        return result.ok ? [...result.diagnostics.map(({ code }) => code)].sort() : undefined;
      };
      expect(names([...tables].reverse())).toEqual(names(tables));
    }),
    { numRuns: 30 },
  );
});
