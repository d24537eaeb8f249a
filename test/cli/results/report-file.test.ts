import { describe, expect, test } from 'vitest';
import { packedReport, readReportFile, reportFile } from '../../../src/cli/results/report-file.ts';
import { sampleReport } from '../../report/data/sample-report.ts';

function bytesOf(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

describe('a stored report', () => {
  test('is read back completely', async () => {
    const data = sampleReport();
    const packed = await packedReport(data);
    expect(readReportFile(reportFile(packed).join(''))).toEqual({
      ok: true,
      content: { data, packed: [packed.join('')] },
    });
  });

  test('of any length, even incompressible, is read back completely', async () => {
    const sample = sampleReport();
    for (const length of [0, 1, 2, 250_000]) {
      let state = 1;
      const lifeSeconds = Float64Array.from({ length }, () => {
        state = Math.imul(state, 1_664_525) + 1_013_904_223;
        return state / 3;
      });
      const data = { ...sample, snapshots: { ...sample.snapshots, lifeSeconds } };
      const read = readReportFile(reportFile(await packedReport(data)).join(''));
      if (!read.ok) throw new Error(read.problem);
      // A text each: to compare element by element takes seconds.
      expect(read.content.data.snapshots.lifeSeconds.join()).toBe(lifeSeconds.join());
      expect(read.content.data.tasks).toEqual(sample.tasks);
    }
  });

  test('that is compressed in several pieces is read back completely', async () => {
    const sample = sampleReport();
    // Three goes of 16 MiB: figures, and 40 MB of numbers.
    const lifeSeconds = Float64Array.from({ length: 5_000_000 }, (_, i) => Math.sqrt(i % 1000));
    const data = { ...sample, snapshots: { ...sample.snapshots, lifeSeconds } };
    const read = readReportFile(reportFile(await packedReport(data)).join(''));
    if (!read.ok) throw new Error(read.problem);
    expect(Buffer.compare(bytesOf(read.content.data.snapshots.lifeSeconds), bytesOf(lifeSeconds))).toBe(0);
    expect(read.content.data.tasks).toEqual(sample.tasks);
  });

  test('of another version is reported as such, and not read', async () => {
    const text = reportFile(await packedReport(sampleReport()))
      .join('')
      .replace('proxysim-report/11', 'proxysim-report/12');
    expect(readReportFile(text)).toEqual({
      ok: false,
      problem: "is of another version ('proxysim-report/12') than this program reads ('proxysim-report/11')",
    });
  });

  test.each(['', '{}', '[]', '7', '{"format":"proxysim-summary/1"}'])('%j is refused', (text) => {
    expect(readReportFile(text)).toMatchObject({ ok: false });
  });

  test('with one character changed anywhere, or cut off, is reported as damaged and never gives other figures', async () => {
    const data = sampleReport();
    const text = reportFile(await packedReport(data)).join('');
    const from = text.indexOf('"zlib":"') + 8;
    const damaged = { ok: false, problem: 'is damaged or cut off' };
    for (let at = from; at < text.length - 8; at += 97) {
      const other = text[at] === 'A' ? 'B' : 'A';
      const read = readReportFile(text.slice(0, at) + other + text.slice(at + 1));
      // Some bits of a packed stream mean nothing.
      if (read.ok) expect(read.content.data).toEqual(data);
      else expect(read).toEqual(damaged);
      expect(readReportFile(text.slice(0, at))).toEqual(damaged);
    }
  });
});
