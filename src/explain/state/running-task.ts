import type { Connection } from '../../model/ways/transport.ts';

/** A place that a running task holds. */
export interface Place {
  readonly proxy: number;
  mode: Connection;
  /** The host that network modes use. */
  readonly host: number;
}

/** What a running task holds at an instant of a finished run. */
export interface RunningTask {
  readonly places: Place[];
  /** Repositories on which it holds a slot of its own, not one of its chain. */
  readonly slots: readonly number[];
}
