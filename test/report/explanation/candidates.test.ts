import { describe, expect, test } from 'vitest';
import { candidateLines } from '../../../src/report/explanation/task-life.ts';
import { UNDER } from '../../../src/report/explanation/wording.ts';

const KEYS = ['affinity', 'connection-class', 'longest-unused', 'load-with-this', 'task-share', 'declared'];
const candidates = ['px1 by san', 'proxy-in-the-other-building by nbd'].map((place, i) => ({
  place,
  chosen: i === 0,
  refusedBy: i === 0 ? null : 'proxy-slot',
  keys: Object.fromEntries(KEYS.map((key, k) => [key, 1000 * (i + 1) + k])),
}));

describe('the candidates of a task', () => {
  test.each([60, 72, 80, 100])('have no line that wraps in %i columns, and no key is left out', (columns) => {
    const lines = candidateLines(candidates, columns);
    for (const line of lines) expect(`${UNDER}${line}`.length).toBeLessThanOrEqual(columns);
    const text = lines.join('\n');
    for (const { keys } of candidates)
      for (const value of Object.values(keys)) expect(text).toContain(`${value}`);
    expect(text.match(/refused: proxy-slot/g)).toHaveLength(1);
  });

  test('get a second table if the keys do not fit side by side, with the names repeated', () => {
    const lines = candidateLines(candidates, 60);
    expect(lines.filter((line) => line.startsWith('  candidates')).length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.startsWith('> px1 by san')).length).toBe(
      lines.filter((line) => line.startsWith('  candidates')).length,
    );
  });

  test('are one table in a file, however wide', () => {
    const lines = candidateLines(candidates, 120);
    expect(lines).toHaveLength(3);
  });
});
