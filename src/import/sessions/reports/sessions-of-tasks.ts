import { groupedBy } from '../../../collections/grouped-by.ts';
import { HOUR_US, SECOND_US } from '../../../units/civil-time.ts';
import type { SessionsFindings } from '../codes.ts';
import type { ReportRow } from './report-row.ts';

/** A session of which only tasks are known is over once none of them has run for this long: our choice. */
const PAUSE_US = HOUR_US;

/** A row that names its job, its VM and its own begin, and no session. */
interface LoneTask extends ReportRow {
  readonly job: string;
  readonly vm: string;
  readonly startUs: number;
}

/**
 * Some reports list tasks and when each began, but no sessions. These rows get the time of creation of one: tasks of
 * a job belong together until one of their VMs, which was over, comes again, or none has run for an hour. Other rows stay
 * as they are; the order does, too.
 */
export function withSessions(rows: readonly ReportRow[], findings: SessionsFindings): readonly ReportRow[] {
  const alone = rows.filter(isAlone);
  if (alone.length === 0) return rows;
  const createdUs = new Map<ReportRow, number>();
  for (const [job, tasks] of groupedBy(alone, (row) => row.job)) {
    findings.add('sessions-guessed', { subject: job });
    const byStart = [...tasks].sort((a, b) => a.startUs - b.startUs);
    let session = new OpenSession(byStart[0]!.startUs);
    for (const task of byStart) {
      if (!session.takes(task)) session = new OpenSession(task.startUs);
      session.enter(task);
      createdUs.set(task, session.startUs);
    }
  }
  return rows.map((row) => (createdUs.has(row) ? { ...row, createdUs: createdUs.get(row) } : row));
}

function isAlone(row: ReportRow): row is LoneTask {
  const { session, createdUs, job, vm, startUs } = row;
  return [session, createdUs].every((told) => told === undefined) && ![job, vm, startUs].includes(undefined);
}

class OpenSession {
  readonly startUs: number;
  #endUs: number;
  readonly #endOfVm = new Map<string, number>();

  constructor(startUs: number) {
    this.startUs = startUs;
    this.#endUs = startUs;
  }

  /** Rows of a VM that overlap are of its disks. */
  takes({ vm, startUs }: LoneTask): boolean {
    const over = this.#endOfVm.get(vm);
    return (
      startUs <= this.#endUs + PAUSE_US && (over === undefined || startUs < over || startUs === this.startUs)
    );
  }

  enter(task: LoneTask): void {
    const endUs = task.endUs ?? task.startUs + (task.seconds ?? 0) * SECOND_US;
    this.#endUs = Math.max(this.#endUs, endUs);
    this.#endOfVm.set(task.vm, Math.max(this.#endOfVm.get(task.vm) ?? 0, endUs));
  }
}
