/** Data that grows by the same share every year. */
export interface Growth {
  /** Share of a year: 0.15. */
  readonly perYear: number;
  readonly years: number;
}

export const MONTHS = 12;

/** `15%/y`, `15%`; undefined where it is none. */
export function readGrowth(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*(?:\/\s*(?:y|a|yr|year))?\s*$/.exec(text);
  const share = match === null ? Number.NaN : Number(match[1]) / 100;
  return share > 0 && share <= 10 ? share : undefined;
}

/** How many times the data of today there is after so many months, compound; the same digits everywhere. */
export function grownBy(perYear: number, months: number): number {
  return Math.exp((Math.log(1 + perYear) * months) / MONTHS);
}
