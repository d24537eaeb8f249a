import { expect, test } from 'vitest';
import { type RunOutcome, runScenario } from '../../src/runs/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { randomScenario, textOf } from '../helpers/random-scenario.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';
import { holdsWith } from './law.ts';

interface Heard {
  readonly outcome: unknown;
  readonly trace: readonly TraceRecord[];
}

/** Runs a scenario; `between` is called at every record, in the midst of the run's own steps. */
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
  return { outcome: told(outcome), trace };
}

/** Columns are made when they are asked for: what they say is compared as rows. */
function told(outcome: RunOutcome): unknown {
  if (!outcome.ok) return outcome;
  const { columns: _, ...result } = outcome.result;
  return { ...outcome, result };
}

test('runs that interleave do what they do alone', () => {
  holdsWith({ runs: 60 }, randomScenario, (outerData, innerData) => {
    const outer = scenarioOf(textOf(outerData));
    const inner = scenarioOf(textOf(innerData));
    const outerAlone = hear(outer);
    const innerAlone = hear(inner);
    const step = Math.ceil(outerAlone.trace.length / 4);
    const inners: Heard[] = [];
    let records = 0;
    const outerAgain = hear(outer, () => {
      if (++records % step === 0) inners.push(hear(inner));
    });
    expect(inners.length).toBeGreaterThan(0);
    expect(outerAgain).toEqual(outerAlone);
    for (const between of inners) expect(between).toEqual(innerAlone);
  });
});
