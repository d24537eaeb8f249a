/** Of a share to seven digits: what changes in a minute is little of a large VM. Without an exponent, which no scenario takes. */
export function percentText(share: number): string {
  const percent = Number((share * 100).toPrecision(7));
  return percent === 0 || percent >= 1e-6 ? `${percent}%` : `${percent.toFixed(13)}%`;
}

/** To the kilobyte; no disk is empty. */
export function gigabytes(bytes: number): string {
  return `${Math.max(0.000001, Number((bytes / 1e9).toFixed(6)))} GB`;
}
