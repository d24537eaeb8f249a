import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import type { SnapshotRow } from '../../../src/metrics/columns/snapshot-columns.ts';
import { cellText, headerRecord, type Table } from '../../../src/report/tables/column.ts';
import { EVENTS_TABLE } from '../../../src/report/tables/events.ts';
import type { LongTable } from '../../../src/report/tables/long-table.ts';
import { SESSIONS_TABLE } from '../../../src/report/tables/sessions.ts';
import { SNAPSHOTS_TABLE } from '../../../src/report/tables/snapshots.ts';
import { TASKS_TABLE } from '../../../src/report/tables/tasks.ts';
import { UTILISATION_TABLE } from '../../../src/report/tables/utilisation.ts';
import { WAITS_TABLE } from '../../../src/report/tables/waits.ts';
import { snapshotFigures } from '../../helpers/columns-of-rows.ts';
import { longTableText } from '../../helpers/long-table-text.ts';
import { runResult, sessionRow, taskRow } from '../sample-result.ts';

/** Other tools read these columns by place. */
const PUBLISHED =
  'job,session,attempt,vm,disk,proxy,mode,repository,readySeconds,startSeconds,transferStartSeconds,transferEndSeconds,endSeconds,queueWaitSeconds,readBytes,transferredBytes,result,bottleneck';

function record<Row>(table: Table<Row>, row: Row): string[] {
  return table.columns.map(({ cell }) => cellText(cell(row)));
}

/** The cells of each row, none of which needs quotes. */
function lines<Data>(table: LongTable<Data>, data: Data): string[][] {
  const text = longTableText(table, data);
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

describe('cells', () => {
  test.each(['=cmd()', '+1', '-1+2', '@SUM(A1)', '\tx', '\rx'])(
    'a name that begins like the formula %j gets an apostrophe',
    (name) => {
      expect(cellText(name)).toBe(`'${name}`);
    },
  );

  test('a formula sign inside a name is left alone', () => {
    expect(cellText('a=b')).toBe('a=b');
  });

  test('a negative number is a number, not a formula', () => {
    expect(cellText(-1.5)).toBe('-1.5');
  });

  test('a missing value is an empty cell', () => {
    expect(cellText(null)).toBe('');
  });
});

describe('tables', () => {
  test('tasks.csv begins with the published columns, in their order, followed by our own', () => {
    expect(headerRecord(TASKS_TABLE).join(',')).toBe(
      `${PUBLISHED},waitedFor,decidedBy,secondProxy,secondMode,interruptions,interruptedSeconds`,
    );
  });

  test('a task row has its figures under their headers', () => {
    const [cells = []] = lines(TASKS_TABLE, rowsAsColumns([taskRow()]));
    const named = Object.fromEntries(headerRecord(TASKS_TABLE).map((header, i) => [header, cells[i]]));
    expect(named).toMatchObject({
      vm: 'app01',
      disk: '0',
      mode: 'hotadd',
      startSeconds: '7215.5',
      endSeconds: '7600',
      readBytes: '60000000000',
      transferredBytes: '30000000000',
      waitedFor: 'proxy-slot=12.5;ram=3',
      decidedBy: 'load-ratio',
    });
  });

  test('a task that never started has empty cells, not zeros', () => {
    const row = taskRow({
      proxy: null,
      startSeconds: null,
      endSeconds: null,
      bottleneck: null,
      waitedFor: [],
      decidedBy: null,
    });
    const [cells = []] = lines(TASKS_TABLE, rowsAsColumns([row]));
    const header = headerRecord(TASKS_TABLE);
    for (const column of ['proxy', 'startSeconds', 'endSeconds', 'bottleneck', 'waitedFor', 'decidedBy']) {
      expect(cells[header.indexOf(column)], column).toBe('');
    }
  });

  test('sessions.csv names the unit of every measured column', () => {
    const units = /(?:Seconds|Bytes|Share|BytesPerSecond)$/;
    const bare = headerRecord(SESSIONS_TABLE).filter((header) => !units.test(header));
    expect(bare).toEqual([
      'job',
      'session',
      'kind',
      'result',
      'tasks',
      'succeeded',
      'bottleneck',
      'attempts',
      'transforms',
      'failedVms',
    ]);
    expect(record(SESSIONS_TABLE, sessionRow())).toHaveLength(headerRecord(SESSIONS_TABLE).length);
  });

  test('utilisation.csv distinguishes shares from counts of tasks', () => {
    const rows = lines(UTILISATION_TABLE, runResult().columns.utilisation[0]!).map((cells) =>
      cells.join(','),
    );
    expect(rows).toEqual(['7500,proxies.px1.slots,0.5,share', '7500,tasks.running,4.25,tasks']);
  });

  test('snapshots.csv has times, lifetimes and stuns in seconds; missing values are empty', () => {
    const row: SnapshotRow = {
      job: 'nightly',
      session: 1,
      attempt: 2,
      vm: 'db1',
      createdSeconds: 20,
      removalStartSeconds: 3620,
      goneSeconds: null,
      lifeSeconds: 3600,
      deltaBytes: 5e9,
      removalSeconds: null,
      creationStunSeconds: 0.5,
      removalStunSeconds: null,
      idleSeconds: 600,
    };
    expect(headerRecord(SNAPSHOTS_TABLE).join(',')).toBe(
      'job,session,attempt,vm,createdSeconds,removalStartSeconds,goneSeconds,lifeSeconds,deltaBytes,removalSeconds,creationStunSeconds,removalStunSeconds,idleSeconds',
    );
    expect(lines(SNAPSHOTS_TABLE, snapshotFigures([row])).join()).toBe(
      'nightly,1,2,db1,20,3620,,3600,5000000000,,0.5,,600',
    );
  });

  test('events.csv has one line per event', () => {
    const row = { seconds: 7500, kind: 'went-down', what: 'proxy', name: '=px1', detail: '' };
    expect(headerRecord(EVENTS_TABLE).join(',')).toBe('seconds,kind,what,name,detail');
    expect(record(EVENTS_TABLE, row).join(',')).toBe("7500,went-down,proxy,'=px1,");
  });

  test('waits.csv has the seconds by job and cause', () => {
    const rows = runResult().waits.map((row) => record(WAITS_TABLE, row).join(','));
    expect(headerRecord(WAITS_TABLE).join(',')).toBe('job,cause,tasks,waitedSeconds');
    expect(rows).toEqual(['nightly,proxy-slot,12,9000']);
  });
});
