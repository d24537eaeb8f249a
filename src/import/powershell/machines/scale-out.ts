import { rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings } from '../codes.ts';
import { SCALE_OUT, type ScaleOutColumn } from '../headers.ts';
import { assumedRepository, type BackupRepository } from './backup-repository.ts';

/**
 * Scale-out repositories over extents by their names: those that they list, and those that say whose they are
 * (`extentsOf`, by the name of the whole). An extent that two of them claim stays with the first.
 */
export function readScaleOut(
  tables: readonly Table[],
  extentsOf: ReadonlyMap<string, readonly string[]>,
  findings: PowershellFindings,
): BackupRepository[] {
  const scaleOut: BackupRepository[] = [];
  const taken = new Set<string>();
  const free = (extents: readonly string[]) => {
    const own = [...new Set(extents)].filter((extent) => extent !== '' && !taken.has(extent));
    for (const extent of own) taken.add(extent);
    return own;
  };
  for (const row of rowsOf(tables, SCALE_OUT, findings)) {
    const name = row.text('name');
    if (name === '' || scaleOut.some((known) => known.name === name)) continue;
    const extents = free([...listedExtents(row), ...(extentsOf.get(name) ?? [])]);
    const whole = {
      ...assumedRepository(name, row.text('id').toLowerCase()),
      perVmFiles: row.flag('perVmFiles') ?? true,
    };
    if (extents.length === 0) {
      findings.add('scale-out-without-extents', row.about(name));
      scaleOut.push(whole);
    } else {
      const placement = /^performance/i.test(row.text('policy')) ? 'performance' : 'data-locality';
      scaleOut.push({ ...whole, isAssumed: false, extents, placement });
    }
  }
  for (const [name, extents] of extentsOf) {
    if (scaleOut.some((known) => known.name === name)) continue;
    const own = free(extents);
    const whole = { ...assumedRepository(name), isAssumed: false, perVmFiles: true };
    if (own.length > 0) scaleOut.push({ ...whole, extents: own, placement: 'data-locality' });
  }
  return scaleOut;
}

function listedExtents(row: SheetRow<ScaleOutColumn>): string[] {
  const texts = [...row.text('extents').split(/[;,]/), ...row.list('extentList')];
  return texts.map((text) => text.trim());
}
