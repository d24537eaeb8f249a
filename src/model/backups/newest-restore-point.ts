/** The session that made a restore point. */
export interface PointOrigin {
  /** Start of the session, whole microseconds. */
  readonly startUs: number;
  /** Row of the job. */
  readonly job: number;
}

/**
 * Whether `point` is newer than `before`. A restore point dates from its session's start; ties go to the job declared
 * later.
 */
export function isNewerPoint(point: PointOrigin, before: PointOrigin): boolean {
  return point.startUs > before.startUs || (point.startUs === before.startUs && point.job >= before.job);
}
