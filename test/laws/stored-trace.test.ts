import { expect, test } from 'vitest';
import { Collector } from '../../src/metrics/collector.ts';
import { sessionRows, taskRows, waitRows } from '../../src/metrics/rows.ts';
import { summarise } from '../../src/metrics/summarise.ts';
import { compile } from '../../src/model/compile.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { holdsFor } from './law.ts';
import { nightOf } from './night.ts';

test('a stored trace gives the same report as the live run', () => {
  holdsFor({ runs: 120 }, (data) => {
    const { scenario, run, trace } = nightOf(data);
    const { seed, replication, policy } = run.summary;
    const lines = trace.map((record) => JSON.stringify(record));
    const collector = new Collector(compile(scenario, { seed, replication }));
    for (const line of lines) collector.record(JSON.parse(line) as TraceRecord);
    const again = summarise(collector, { scenario: run.summary.scenario, seed, replication, policy });
    const { expect: _expect, diagnostics: _diagnostics, ...live } = run.summary;
    expect(JSON.stringify(again)).toBe(JSON.stringify(live));
    expect(taskRows(collector)).toEqual(run.tasks);
    expect(sessionRows(collector)).toEqual(run.sessions);
    expect(waitRows(collector)).toEqual(run.waits);
    expect(collector.utilisation.rows).toEqual(run.utilisation);
  });
});
