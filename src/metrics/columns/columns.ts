import type { Collector } from '../collector.ts';
import type { LongTables } from '../run-result.ts';
import type { UtilisationColumns } from '../use/utilisation.ts';
import { type SnapshotFigures, snapshotFigures } from './snapshot-columns.ts';
import { type TaskFigures, taskFigures } from './task-columns.ts';

/** The long tables of a run that has ended. */
export class Columns implements LongTables {
  readonly #collector: Collector;
  #tasks: TaskFigures | undefined;
  #snapshots: SnapshotFigures | undefined;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  get tasks(): TaskFigures {
    this.#tasks ??= taskFigures(this.#collector);
    return this.#tasks;
  }

  get utilisation(): readonly UtilisationColumns[] {
    return this.#collector.utilisation.parts;
  }

  get snapshots(): SnapshotFigures {
    this.#snapshots ??= snapshotFigures(this.#collector);
    return this.#snapshots;
  }
}
