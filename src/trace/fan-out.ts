import type { TraceSink } from './record.ts';

/** One sink that passes every record on to several, in this order. */
export function fanOut(sinks: readonly TraceSink[]): TraceSink {
  return {
    record: (record) => {
      for (const sink of sinks) sink.record(record);
    },
  };
}
