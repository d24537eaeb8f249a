import { fanOut } from '../trace/fan-out.ts';
import { Timeline } from '../trace/timeline.ts';
import { TraceText, traceHeader } from '../trace/trace-text.ts';
import type { RunOptions } from './run.ts';

/** Where the texts of a trace go. */
export interface TraceOutputs {
  /** Receives `trace.ndjson` in pieces. */
  readonly trace: (text: string) => void;
  /** Receives `timeline.json` in pieces. */
  readonly timeline: (text: string) => void;
}

/** Writes both forms of a run's trace during the run and stores neither. Pass it to the run as `tracer`. */
export function runTracer({ trace, timeline }: TraceOutputs): NonNullable<RunOptions['tracer']> {
  return (model, run) =>
    fanOut([new TraceText(traceHeader(model, run), trace), new Timeline(model, run, timeline)]);
}
