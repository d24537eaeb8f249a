import { expect, test } from 'vitest';
import { type RunOutcome, runScenario } from '../../../src/runs/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsWith, WORLDS } from '../law.ts';

interface Heard {
  readonly outcome: unknown;
  readonly trace: readonly TraceRecord[];
}

/** Runs a scenario; `between` is called at every record, in the middle of the run's own steps. */
function hear(scenario: Scenario, between: () => void = () => {}): Heard {
  const trace: TraceRecord[] = [];
  const outcome = runScenario(scenario, {
    file: { name: 'law.yaml', sha256: '' },
    trace: {
      record: (record) => {
        trace.push(record);
        between();
      },
    },
  });
  return { outcome: withoutColumns(outcome), trace };
}

/** Columns are made on demand; the rows that are compared hold the same. */
function withoutColumns(outcome: RunOutcome): unknown {
  if (!outcome.ok) return outcome;
  const { columns: _, ...result } = outcome.result;
  return { ...outcome, result };
}

test.each(WORLDS)('a run in the middle of another changes neither, in $where', ({ nights }) => {
  holdsWith({ runs: 50, nights }, nights, (outerData, innerData) => {
    const outer = scenarioOf(textOf(outerData));
    const inner = scenarioOf(textOf(innerData));
    const outerAlone = hear(outer);
    const innerAlone = hear(inner);
    const step = Math.ceil(outerAlone.trace.length / 3);
    const inners: Heard[] = [];
    let records = 0;
    const outerAgain = hear(outer, () => {
      if (++records % step === 0) inners.push(hear(inner));
    });
    expect(inners.length).toBeGreaterThan(0);
    expect(outerAgain).toEqual(outerAlone);
    for (const again of inners) expect(again).toEqual(innerAlone);
  });
});
