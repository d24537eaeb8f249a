import { describe, expect, test } from 'vitest';
import { endOfGrid } from '../../../src/report/data/time-grid.ts';
import { sessionRow, summary, taskRow } from '../sample-result.ts';
import { sampleReport } from './sample-report.ts';

describe('a task that the end of the run cut off is drawn up to the last instant of the result', () => {
  /** Where the curve of running tasks ends, for a task from 0 s on that has not ended. */
  function drawnUntil(
    sessions: readonly { readonly startSeconds: number; readonly endSeconds: number | null }[],
    windowEnd: number | null,
  ): number {
    const task = taskRow({
      readySeconds: 0,
      startSeconds: 0,
      transferStartSeconds: 0,
      transferEndSeconds: null,
      endSeconds: null,
      waitedFor: [],
    });
    const window = windowEnd === null ? null : { startSeconds: 0, endSeconds: windowEnd, seconds: windowEnd };
    const { timeline, used } = sampleReport({
      tasks: [task],
      sessions: sessions.map((session) => sessionRow(session)),
      summary: summary({ window }),
    });
    expect(used).not.toBeNull();
    expect([...timeline!.running].every((running) => running === 1)).toBe(true);
    return endOfGrid(timeline!);
  }

  test.each([
    [
      'the end of a session',
      [
        { startSeconds: 0, endSeconds: 600 },
        { startSeconds: 0, endSeconds: 60 },
      ],
      300,
      600,
    ],
    ['the end of the window', [{ startSeconds: 0, endSeconds: 300 }], 600, 600],
    ['the start of a session that has not ended', [{ startSeconds: 600, endSeconds: null }], 300, 600],
    ['whatever there is without a window', [{ startSeconds: 0, endSeconds: 600 }], null, 600],
  ] as const)('%s', (_, sessions, windowEnd, until) => {
    expect(drawnUntil(sessions, windowEnd)).toBe(until);
  });
});

test('where no task ran or waited there are no curves, and nothing was used over time', () => {
  expect(sampleReport({ tasks: [] })).toMatchObject({ timeline: null, used: null });
});
