/** Where a restore point is from. */
export interface PointOrigin {
  /** When its session started, whole microseconds. */
  readonly startUs: number;
  /** Row of its job. */
  readonly job: number;
}

/** Whether a restore point is the newer one: it is as old as the start of its session; of two that are as old that of the job further down counts. */
export function isNewerPoint(point: PointOrigin, before: PointOrigin): boolean {
  return point.startUs > before.startUs || (point.startUs === before.startUs && point.job >= before.job);
}
