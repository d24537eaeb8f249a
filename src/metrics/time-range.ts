/** A part of a run: seconds from the start of the clock. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}
