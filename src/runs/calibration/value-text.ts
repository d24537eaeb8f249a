/** Figures of a value that is fitted: more would be noise. */
const DIGITS = 3;
/** Below a tenth of a per mille of a per cent nothing changes. */
const SHARE_PLACES = 4;

/** A share of 0 to 1 as a scenario says it: `4.87%`. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent >= 0.01 ? Number(percent.toPrecision(DIGITS)) : Number(percent.toFixed(SHARE_PLACES))}%`;
}

/** A plain number, such as a ratio. */
export function ratioText(ratio: number): string {
  return `${Number(ratio.toPrecision(DIGITS))}`;
}
