import { present } from '../../collections/present.ts';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SessionsOptions } from '../../import/sessions/options.ts';
import type { SessionsSummary } from '../../import/sessions/summary.ts';
import { importSessions } from '../../import/sessions.ts';
import type { Paint } from '../../report/characters/paint.ts';
import { printable } from '../../report/characters/printable.ts';
import { textTable } from '../../report/text/table.ts';
import { formatSeconds } from '../../report/wording/metric-value.ts';
import { DAY_US } from '../../units/civil-time.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes, formatDateTime, formatShare } from '../../units/format-quantity.ts';
import { parseDateTime } from '../../units/parse-time.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readCount } from '../experiment/counts.ts';
import { mayWrite } from '../files/written-files.ts';
import { importFiles, tellFindings, writeImport } from '../import/import-output.ts';
import { findPastSessions } from '../import/past-sessions.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../program/command-line.ts';
import { reportPaint } from '../terminal/paint.ts';
import { complain, refused } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface ImportSessionsArguments {
  readonly sources: readonly string[];
  readonly output: string;
  readonly name?: string;
  /** How many of each job's last sessions its figures come from. */
  readonly last?: string;
  /** Start date of the night to replay: `2026-01-05`. */
  readonly night?: string;
  readonly force?: boolean;
}

/** Writes a scenario and its inventory from past sessions. */
export async function importPastSessions(args: ImportSessionsArguments, io: Io): Promise<ExitCode> {
  const files = importFiles(args.output);
  if (!(await mayWrite(io, Object.values(files), args.force))) return EXIT.badInput;
  const wrong: Diagnostic[] = [];
  const options = readOptions(args, wrong);
  if (wrong.length > 0) return refused(io, wrong);
  const past = await findPastSessions(args.sources, io);
  if (past === undefined) return EXIT.badInput;
  const { sessions, source } = past;
  const imported = importSessions(sessions, options);
  tellFindings(io, source, imported.diagnostics);
  if (!imported.ok) {
    const [first, last] = [sessions[0], sessions.at(-1)];
    if (first !== undefined && last !== undefined) {
      complain(io, `The sessions that there are go from ${periodText(first.startUs, last.startUs)}.`);
    }
    return EXIT.badInput;
  }
  const written = await writeImport(io, files, imported);
  say(io.stdout, summaryLines(imported.summary, reportPaint(io, io.stdout)));
  io.stdout.write(written);
  // Replayed sessions become jobs of their own, which no report names.
  if (!imported.summary.isReplay) {
    const fit = commandLine(['proxysim', 'calibrate', ...args.sources, '--scenario', files.scenario]);
    io.stdout.write(`Rates that fit these sessions: ${fit}\n`);
  }
  return EXIT.fine;
}

/** Parses the options; findings about invalid ones are added to `wrong`. */
function readOptions({ name, last, night }: ImportSessionsArguments, wrong: Diagnostic[]): SessionsOptions {
  const sessions = last === undefined ? undefined : readCount('--last', last, wrong);
  const date = night === undefined ? undefined : parseDateTime(night);
  if (date !== undefined && !date.ok) {
    wrong.push(optionDiagnostic('--night', date.problem.message, 'Write for example 2026-01-05.'));
  }
  const nightUs = date?.ok === true ? Math.floor(date.value / DAY_US) * DAY_US : undefined;
  return present({ name, last: sessions, nightUs });
}

/** `2026-01-05 22:00 to 2026-03-01 22:00`. */
function periodText(firstUs: number, lastUs: number): string {
  return [firstUs, lastUs].map((us) => formatDateTime(us).replace('T', ' ').slice(0, 16)).join(' to ');
}

function summaryLines(summary: SessionsSummary, paint: Paint): string[] {
  const { found, firstUs, lastUs, vms, usedBytes, jobs, isReplay } = summary;
  const troubles = [
    ...(found.failedTasks > 0 ? [`${found.failedTasks} failed`] : []),
    ...(found.warnings > 0 ? [counted(found.warnings, 'warning')] : []),
  ];
  const retries = found.retries === 0 ? '' : ` (${counted(found.retries, 'retry', 'retries')})`;
  const trouble = troubles.length === 0 ? '' : ` (${troubles.join(', ')})`;
  return [
    `Found: ${counted(found.sessions, 'session')}${retries} of ${counted(found.jobs, 'job')}, ${periodText(firstUs, lastUs)}, with ${counted(found.tasks, 'task')}${trouble}`,
    isReplay
      ? `Taken: the ${counted(jobs.length, 'session')} of that night, each as a job, with their VMs`
      : `Taken: ${counted(vms, 'VM')} with ${formatBytes(usedBytes)} used; medians of each job's last increments`,
    '',
    ...jobTable(summary, paint),
    '',
  ];
}

function jobTable({ jobs, isReplay }: SessionsSummary, paint: Paint): string[] {
  const figures = jobs.map(({ name, vms, dataBytes, seconds, compressionRatio, ...job }) => ({
    name: printable(name),
    vms: `${vms}`,
    sessions: [`${job.sessions}`, `${job.basis}`],
    schedule: job.schedule,
    moved: [
      dataBytes === undefined ? '-' : formatBytes(dataBytes),
      seconds === undefined ? '-' : formatSeconds(Math.round(seconds)),
      compressionRatio === undefined ? '-' : formatShare(compressionRatio),
    ],
    change: formatShare(job.changeRate),
  }));
  const right = (head: string) => ({ head, align: 'right' as const });
  const moved = ['data', 'time', 'kept'].map(right);
  return isReplay
    ? textTable(
        [{ head: 'Sessions' }, right('VMs'), ...moved],
        figures.map((job) => [job.name, job.vms, ...job.moved]),
        { ...paint, heading: (head) => head },
      )
    : textTable(
        [
          ...[{ head: 'Jobs' }, right('sessions'), right('used'), right('VMs'), { head: 'schedule' }],
          ...[...moved, right('change a day')],
        ],
        figures.map((job) => [job.name, ...job.sessions, job.vms, job.schedule, ...job.moved, job.change]),
        { ...paint, heading: (head) => head },
      );
}
