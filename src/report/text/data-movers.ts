import type { DataMoverPeaks, Summary } from '../../metrics/summary/summary.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';

const SHOWN = 6;

/**
 * The largest number of data movers at once in each mode, and the memory that they took. Empty if data movers only
 * read on proxies and write on repositories, which the tasks already show.
 */
export function dataMoverLines({ result, paint }: ReportContext): string[] {
  const { proxies, repositories } = result.summary;
  const writes = Object.values(proxies).some(({ dataMovers }) => dataMovers.write > 0);
  const reads = Object.values(repositories).some(({ dataMovers }) => dataMovers.read > 0);
  if (!writes && !reads) return [];
  const busy = machines(result.summary).filter(({ dataMovers: { read, write } }) => read + write > 0);
  const shown = [...busy].sort((a, b) => b.memory - a.memory).slice(0, SHOWN);
  const table = textTable(
    [
      { head: 'Data movers' },
      { head: 'reading', align: 'right' },
      { head: 'writing', align: 'right' },
      { head: 'memory', align: 'right' },
      { head: '' },
    ],
    shown.map(({ name, kind, dataMovers: { read, write }, memory }) => [
      printable(name),
      `${read}`,
      `${write}`,
      formatBytes(memory),
      kind,
    ]),
    paint,
  );
  return [...table, ...moreLine(busy.length - SHOWN, { tail: ', with less memory' })];
}

interface Machine {
  readonly name: string;
  readonly kind: string;
  readonly dataMovers: DataMoverPeaks;
  readonly memory: number;
}

function machines({ proxies, repositories }: Summary): Machine[] {
  const of = (kind: string, things: Summary['proxies'] | Summary['repositories']): Machine[] =>
    Object.entries(things).map(([name, { dataMovers, peakMemoryBytes: memory }]) => ({
      name,
      kind,
      dataMovers,
      memory,
    }));
  return [...of('proxy', proxies), ...of('repository', repositories)];
}
