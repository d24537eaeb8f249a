/**
 * Of a share to seven digits: what changes in a minute is little of a large VM. Without an exponent, which no scenario
 * takes.
 */
export function percentText(share: number): string {
  const percent = Number((share * 100).toPrecision(7));
  return percent === 0 || percent >= 1e-6 ? `${percent}%` : `${percent.toFixed(13)}%`;
}

/** `8h`, `7h20m`, to the second: a scenario takes no third of an hour as a decimal, and no exponent. */
export function hoursText(hours: number): string {
  const seconds = Math.round(hours * 3600);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
}

/** To the kilobyte; no disk is empty. */
export function gigabytes(bytes: number): string {
  return `${Math.max(0.000001, Number((bytes / 1e9).toFixed(6)))} GB`;
}
