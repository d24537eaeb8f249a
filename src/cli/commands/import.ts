import { join } from 'node:path';
import { MIB } from '../../import/binary-unit.ts';
import type { RvtoolsSummary } from '../../import/rvtools/summary.ts';
import { importRvtools } from '../../import/rvtools.ts';
import { counted } from '../../report/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { parseShare } from '../../units/parse-quantity.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { findingLine, mayWrite, writtenLines } from '../import-output.ts';
import type { Io } from '../io.ts';
import { optionDiagnostic, refused } from '../problems.ts';
import { readRvtools } from '../read-rvtools.ts';
import { csvText } from '../write-csv.ts';

export interface ImportArguments {
  readonly source: string;
  readonly output: string;
  readonly name?: string;
  readonly poweredOff?: boolean;
  /** Also disks that cannot be snapshotted. */
  readonly allDisks?: boolean;
  /** Daily change as a share: `3%`. */
  readonly changeRate?: string;
  readonly tracking?: 'exported' | 'cbt';
  readonly force?: boolean;
}

/** Writes a scenario and its inventory from an RVTools export. */
export async function importExport(args: ImportArguments, io: Io): Promise<ExitCode> {
  const scenarioFile = join(args.output, 'scenario.yaml');
  const inventoryFile = join(args.output, 'inventory.csv');
  if (!(await mayWrite(io, [scenarioFile, inventoryFile], args.force))) return EXIT.badInput;
  const changeRate = args.changeRate === undefined ? undefined : parseShare(args.changeRate);
  if (changeRate !== undefined && !changeRate.ok) {
    const { message, hint } = changeRate.problem;
    return refused(io, [optionDiagnostic('--change-rate', message, hint)]);
  }
  const tables = await readRvtools(args.source);
  if (!tables.ok) {
    io.stderr.write(`${findingLine(tables.path, { severity: 'error', ...tables })}\n`);
    return EXIT.badInput;
  }
  const imported = importRvtools(tables.tables, {
    ...(args.name === undefined ? {} : { name: args.name }),
    ...(args.poweredOff === undefined ? {} : { poweredOff: args.poweredOff }),
    ...(args.allDisks === undefined ? {} : { unprotectableDisks: args.allDisks }),
    ...(args.tracking === undefined ? {} : { tracking: args.tracking }),
    ...(args.changeRate === undefined ? {} : { changeRate: args.changeRate.trim() }),
  });
  for (const finding of imported.diagnostics) io.stderr.write(`${findingLine(args.source, finding)}\n`);
  if (!imported.ok) return EXIT.badInput;
  await io.writeFileAtomically(inventoryFile, csvText(imported.inventoryRows));
  await io.writeFileAtomically(scenarioFile, imported.scenarioYaml);
  io.stdout.write(summaryLines(imported.summary).join(''));
  io.stdout.write(writtenLines([scenarioFile, inventoryFile], scenarioFile));
  return EXIT.fine;
}

function summaryLines(summary: RvtoolsSummary): string[] {
  const { vms, disks, hosts, datastores, proxies, vmsLeftOut, disksLeftOut } = summary;
  const left = Object.entries(vmsLeftOut).flatMap(([why, number]) =>
    number > 0 ? [`${number} ${why}`] : [],
  );
  const lines = [
    `Taken: ${counted(vms, 'VM')} with ${counted(disks, 'disk')} on ${counted(datastores, 'datastore')} and ${counted(hosts, 'host')}\n`,
    `Size: ${formatBytes(summary.capacity * MIB)}, ${formatBytes(summary.used * MIB)} used; largest disk ${formatBytes(summary.largestDisk * MIB)}\n`,
    `Planned: ${proxies === 1 ? '1 proxy' : `${proxies} proxies`}\n`,
  ];
  if (left.length > 0) lines.push(`VMs left out: ${left.join(', ')}\n`);
  if (disksLeftOut > 0) lines.push(`Disks left out: ${disksLeftOut} that cannot be snapshotted\n`);
  return lines;
}
