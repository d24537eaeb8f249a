import { NEVER } from '../../metrics/columns/task-columns.ts';
import type { ReportData } from '../../report/data/report-data.ts';

/** Which rows of a long table matter most on paper, where there is room for some of them only. */
export interface PaperOrder {
  /** What comes first, as the page words it: `failed ones first, then the longest`. */
  readonly words: string;
  /** The larger, the sooner; later measures order what the ones before leave equal. */
  readonly measures: readonly ((row: number) => number)[];
}

/** The first rows by a paper order; rows that are equal stay in their order. */
export function foremost(rows: readonly number[], { measures }: PaperOrder, most: number): number[] {
  const figures = new Map(rows.map((row) => [row, measures.map((measure) => measure(row))]));
  const compared = (a: number, b: number) => {
    const [own, other] = [figures.get(a)!, figures.get(b)!];
    const at = own.findIndex((value, i) => value !== other[i]);
    return at < 0 ? 0 : other[at]! - own[at]!;
  };
  return [...rows].sort(compared).slice(0, most);
}

/** Of each task, how many seconds after the close of its session's window it ended; 0: in time, or it has no window. */
export function lateTasks({ tasks, sessions }: Pick<ReportData, 'tasks' | 'sessions'>): Float64Array {
  const closes = new Map(sessions.map((row) => [`${row.session} ${row.job}`, row.closesSeconds]));
  return Float64Array.from({ length: tasks.count }, (_, task) => {
    const close = closes.get(`${tasks.session[task]} ${tasks.jobs[tasks.job[task]!]}`) ?? null;
    return close === null ? 0 : Math.max(0, tasks.end[task]! - close);
  });
}

/** Of each task, the seconds from its start to its end; 0: it has none. */
export function lengthOf({ start, end }: ReportData['tasks'], task: number): number {
  return start[task] === NEVER || end[task] === NEVER ? 0 : end[task]! - start[task]!;
}

/** Of each VM, the largest figure of its tasks. */
export function mostOfVms(tasks: ReportData['tasks'], figureOf: (task: number) => number): Float64Array {
  const most = new Float64Array(tasks.vms.length);
  for (let task = 0; task < tasks.count; task++) {
    const vm = tasks.vm[task]!;
    most[vm] = Math.max(most[vm]!, figureOf(task));
  }
  return most;
}
