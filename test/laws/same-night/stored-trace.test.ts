import { describe, expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { Columns } from '../../../src/metrics/columns/columns.ts';
import { taskRows } from '../../../src/metrics/columns/task-rows.ts';
import { waitRows } from '../../../src/metrics/limits/wait-rows.ts';
import { summarise } from '../../../src/metrics/summary/summarise.ts';
import { utilisationRows } from '../../../src/metrics/use/utilisation.ts';
import { compile } from '../../../src/model/compile.ts';
import { Fingerprint } from '../../../src/trace/fingerprint.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { TraceText, traceHeader } from '../../../src/trace/trace-text.ts';
import { ownLimits } from '../../helpers/own-policy.ts';
import { WORLDS } from '../law.ts';
import { nightOf } from '../night.ts';

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('a stored trace gives the same results as the live run', () => {
    holds({ runs: 110 }, (data) => {
      const { scenario, run, trace } = nightOf(data);
      const { seed, replication, policy } = run.summary;
      const model = compile(scenario, { seed, replication });
      const lines: string[] = [];
      const text = new TraceText(traceHeader(model, run.summary), (line) => lines.push(line));
      for (const record of trace) text.record(record);
      const collector = new Collector(model);
      // The first line has the tables to which the numbers of the others refer.
      for (const line of lines.slice(1)) collector.record(JSON.parse(line) as TraceRecord);
      const identity = { scenario: run.summary.scenario, seed, replication, policy };
      const again = summarise(collector, identity, ownLimits(model));
      const { expect: _expect, diagnostics: _diagnostics, ...live } = run.summary;
      expect(JSON.stringify(again)).toBe(JSON.stringify(live));
      const columns = new Columns(collector);
      expect([...taskRows(columns.tasks)]).toEqual(run.tasks);
      expect(collector.sessionRows).toEqual(run.sessions);
      expect(waitRows(collector)).toEqual(run.waits);
      expect([...utilisationRows(columns.utilisation)]).toEqual(run.utilisation);
    });
  });

  test('the fingerprint of a trace alone is that of the run', () => {
    holds({ runs: 40 }, (data) => {
      const { run, trace } = nightOf(data);
      const alone = new Fingerprint();
      for (const record of trace) alone.record(record);
      expect(alone.digest()).toBe(run.summary.fingerprint);
    });
  });
});
