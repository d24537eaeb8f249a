import type { Calibration } from '../../history/calibration.ts';

/**
 * A calibration for programs: the keys and units of `Calibration`, after the format's name. Instants are microseconds
 * since 1970-01-01T00:00 in the system's local time, durations are seconds, amounts bytes, shares 0 to 1. What no
 * report states is absent.
 */
export function calibrationJson(calibration: Calibration): string {
  return `${JSON.stringify({ format: 'proxysim-calibration/1', ...calibration }, null, 2)}\n`;
}
