import { join } from 'node:path';
import { compareSides } from '../../report/comparison/comparison.ts';
import { comparisonPage } from '../../report/page/comparison-page.ts';
import { reportPage } from '../../report/page/page.ts';
import { pagePieces } from '../../report/page/page-frame.ts';
import { sweepPage } from '../../report/page/sweep-page.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { FolderError, noResultOfRun } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import type { ChartArguments } from '../program/chart-choice.ts';
import { storedReplications } from '../results/replications-file.ts';
import { REPORT_FILE, readReportFile } from '../results/report-file.ts';
import { reportViews } from '../results/report-views.ts';
import { readSweepFile, SWEEP_FILE } from '../results/sweep-file.ts';
import { readSide } from '../runs/compare-sides.ts';
import { complain } from '../terminal/problems.ts';

export interface ReportArguments extends ChartArguments {
  /** Result folders, or one of a sweep. */
  readonly folders: readonly string[];
  /** File for the page, and nothing else is made. */
  readonly output?: string;
}

const COMPARISON_FILE = 'comparison.html';

/** Makes page, pictures and `report.md` again from what a run stored, without simulating; of several folders a page side by side. */
export async function report(args: ReportArguments, io: Io): Promise<ExitCode> {
  try {
    const file = await made(args, io);
    io.stdout.write(`${file}\n`);
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    complain(io, error.message);
    return EXIT.badInput;
  }
}

/** The page's file. Throws FolderError. */
async function made({ folders, output, ...charts }: ReportArguments, io: Io): Promise<string> {
  const [folder] = folders;
  if (folders.length > 1) return sideBySide(folders, output ?? COMPARISON_FILE, io);
  const file = output ?? join(folder!, PAGE_FILE);
  if (await io.exists(join(folder!, REPORT_FILE))) return ofRun(folder!, { file, output, charts }, io);
  if (!(await io.exists(join(folder!, SWEEP_FILE)))) throw await noResultOfRun(io, folder!);
  const sweep = readSweepFile(await io.readText(join(folder!, SWEEP_FILE)));
  if (!sweep.ok) throw new FolderError(`'${join(folder!, SWEEP_FILE)}' ${sweep.problem}.`);
  await io.writeFileAtomically(file, sweepPage(sweep.sweep, await pageParts()));
  return file;
}

interface Wanted {
  readonly file: string;
  readonly output: string | undefined;
  readonly charts: ChartArguments;
}

async function ofRun(folder: string, { file, output, charts }: Wanted, io: Io): Promise<string> {
  const stored = readReportFile(await io.readText(join(folder, REPORT_FILE)));
  if (!stored.ok) throw new FolderError(`'${join(folder, REPORT_FILE)}' ${stored.problem}.`);
  const { data, packed } = stored;
  if (output === undefined) await (await reportViews(data, packed, charts)).write(io, folder);
  else {
    const replications = await storedReplications(io, folder);
    const page = reportPage(data, { ...(await pageParts()), replications });
    await io.writeFileAtomically(file, pagePieces(page, packed));
  }
  return file;
}

async function sideBySide(folders: readonly string[], file: string, io: Io): Promise<string> {
  const sides = [];
  for (const folder of folders) sides.push(await readSide(folder, io));
  await io.writeFileAtomically(file, comparisonPage(compareSides(sides, []), sides, await pageParts()));
  return file;
}
