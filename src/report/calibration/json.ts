import type { Calibration } from '../../history/calibration.ts';

/**
 * A calibration for programs: the keys and units of `Calibration`, behind the format's name. Instants are microseconds since
 * 1970-01-01T00:00 of the system's local time, times seconds, amounts bytes, shares 0 to 1; what no report tells is absent.
 */
export function calibrationJson(calibration: Calibration): string {
  return `${JSON.stringify({ format: 'proxysim-calibration/1', ...calibration }, null, 2)}\n`;
}
