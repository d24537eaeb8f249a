import { join } from 'node:path';
import type { RunOptions } from '../../runs/run.ts';
import { runTracer } from '../../runs/run-tracers.ts';
import type { GrowingFile, Io } from '../io.ts';

/** Files of a result folder that only `--trace` creates. */
const TRACE_FILES = ['trace.ndjson', 'timeline.json'] as const;

/** Both forms of a run's trace, written during the run: a week of nights does not fit in memory. */
export class TraceFiles {
  readonly #io: Io;
  readonly #folder: string;
  readonly #files: GrowingFile[] = [];

  constructor(io: Io, folder: string) {
    this.#io = io;
    this.#folder = folder;
  }

  /** Passed to the run, which calls it when it begins, so that a run that is refused leaves no file. */
  readonly tracer: NonNullable<RunOptions['tracer']> = (model, run) => {
    const [trace, timeline] = TRACE_FILES.map((name) => this.#begin(name));
    return runTracer({ trace: (text) => trace!.write(text), timeline: (text) => timeline!.write(text) })(
      model,
      run,
    );
  };

  /** Gives the files their final names. */
  async finish(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.finish()));
  }

  /** Removes files that are not finished. */
  discard(): void {
    for (const file of this.#files) file.discard();
  }

  #begin(name: string): GrowingFile {
    const file = this.#io.growFile(join(this.#folder, name));
    this.#files.push(file);
    return file;
  }
}

/** Removes the trace of an earlier run, which does not belong to this one. */
export async function removeTraceFiles(io: Io, folder: string): Promise<void> {
  for (const name of TRACE_FILES) await io.removeFile(join(folder, name));
}
