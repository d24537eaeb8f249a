import { join } from 'node:path';
import type { ReplicatedOutcomes } from '../../experiment/statistics/distribution-comparison.ts';
import { type ComparedSide, compareSides } from '../../report/comparison/comparison.ts';
import { replicatedParts } from '../../report/comparison/replicated.ts';
import { comparisonPage } from '../../report/page/comparison-page.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { writePlanPage, writePlanViews } from '../experiment/plan-folder.ts';
import { writeSweepPage, writeSweepViews } from '../experiment/sweep-folder.ts';
import { FolderError, noResultOfRun } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { PAGE_FILE, pageParts } from '../page-script.ts';
import type { ChartArguments } from '../program/chart-choice.ts';
import { PLAN_FILE, readPlanFile } from '../results/plan-file.ts';
import { severalOutcomes, storedReplications } from '../results/replications-file.ts';
import { REPORT_FILE, readReportFile } from '../results/report-file.ts';
import { reportViews, writePage } from '../results/report-views.ts';
import type { ReadStored } from '../results/stored-json.ts';
import { readSweepFile, SWEEP_FILE } from '../results/sweep-file.ts';
import { readSide } from '../runs/compare-sides.ts';
import { complain } from '../terminal/problems.ts';

export interface ReportArguments extends ChartArguments {
  /** Result folders of runs, or one folder of a sweep or a plan. */
  readonly folders: readonly string[];
  /** File for the page; nothing else is then made. */
  readonly output?: string;
}

const COMPARISON_FILE = 'comparison.html';

/**
 * Remakes page, pictures and `report.md` from a stored result, without simulating; for several runs, a page that
 * compares them.
 */
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

/** Returns the path of the page. Throws FolderError. */
async function made({ folders, output, ...charts }: ReportArguments, io: Io): Promise<string> {
  const [folder] = folders;
  if (folders.length > 1) return sideBySide(folders, output ?? COMPARISON_FILE, io);
  const file = output ?? join(folder!, PAGE_FILE);
  const has = (name: string) => io.exists(join(folder!, name));
  if (await has(REPORT_FILE)) await ofRun(folder!, { file, output, charts }, io);
  else if (await has(SWEEP_FILE)) await ofSweep(folder!, { file, output }, io);
  else if (await has(PLAN_FILE)) await ofPlan(folder!, { file, output }, io);
  else throw await noResultOfRun(io, folder!);
  return file;
}

async function ofSweep(folder: string, { file, output }: Omit<Wanted, 'charts'>, io: Io): Promise<void> {
  const sweep = await stored(join(folder, SWEEP_FILE), readSweepFile, io);
  if (output === undefined) await writeSweepViews(io, folder, sweep);
  else await writeSweepPage(io, file, sweep);
}

async function ofPlan(folder: string, { file, output }: Omit<Wanted, 'charts'>, io: Io): Promise<void> {
  const plan = await stored(join(folder, PLAN_FILE), readPlanFile, io);
  if (output === undefined) await writePlanViews(io, folder, plan);
  else await writePlanPage(io, file, plan);
}

/** Throws FolderError. */
async function stored<Content>(
  file: string,
  read: (text: string) => ReadStored<Content>,
  io: Io,
): Promise<Content> {
  const found = read(await io.readText(file));
  if (!found.ok) throw new FolderError(`'${file}' ${found.problem}.`);
  return found.content;
}

interface Wanted {
  readonly file: string;
  readonly output: string | undefined;
  readonly charts: ChartArguments;
}

async function ofRun(folder: string, { file, output, charts }: Wanted, io: Io): Promise<void> {
  const { data, packed } = await stored(join(folder, REPORT_FILE), readReportFile, io);
  if (output === undefined) await (await reportViews(data, packed, charts)).write(io, folder);
  else await writePage(io, file, { data, packed, replications: await storedReplications(io, folder) });
}

async function sideBySide(folders: readonly string[], file: string, io: Io): Promise<string> {
  const sides: ComparedSide[] = [];
  const kept: ReplicatedOutcomes[] = [];
  for (const folder of folders) {
    const side = await readSide(folder, io);
    const outcomes = await severalOutcomes(io, folder);
    sides.push(side);
    if (outcomes !== undefined) kept.push({ outcomes, seed: side.summary.seed });
  }
  const comparison = compareSides(sides, []);
  // If any side is a single run, replications cannot be compared.
  const whole = kept.length < sides.length ? comparison : { ...comparison, ...replicatedParts(kept) };
  await io.writeFileAtomically(file, comparisonPage(whole, sides, await pageParts()));
  return file;
}
