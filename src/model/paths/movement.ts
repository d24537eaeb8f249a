import type { Model } from '../model.ts';

/** What one task moves. Rows of tables; -1: none. */
export interface Movement {
  readonly job: number;
  readonly vm: number;
  /** Datastore of the disk that is read or, by a restore, restored. */
  readonly datastore: number;
  /** The datastore that a proxy writes to. */
  readonly targetDatastore: number;
  /** The host of the copy or of the restored VM. */
  readonly targetHost: number;
  /** Processing costs as much per byte as in a full; otherwise as in an increment. */
  readonly readsToTheEnd: boolean;
  /** Bytes sent per byte read. */
  readonly transferRatio: number;
  /** Bytes of data per byte read. A proxy writes this to a datastore, uncompressed. */
  readonly dataRatio: number;
  /** The plain repository or the extent that is written to. */
  readonly repository: number;
  /** The plain repository or the extent that is read. */
  readonly source: number;
  /** The proxy whose machine writes to the repository. */
  readonly gateway: number;
}

/** A task as planned: rows of tables, and whole bytes. */
export interface PlannedTask
  extends Pick<Movement, 'job' | 'vm' | 'datastore' | 'targetDatastore' | 'targetHost' | 'readsToTheEnd'> {
  readonly readBytes: number;
  readonly dataBytes: number;
  readonly transferredBytes: number;
}

/** What a task moves with the given repositories. `source` -1: it reads `repository`, or no repository. */
export function movementOf(
  task: PlannedTask,
  { repository, source, gateway }: Pick<Movement, 'repository' | 'source' | 'gateway'>,
): Movement {
  const { readBytes, dataBytes, transferredBytes } = task;
  const isRead = readBytes > 0;
  return {
    job: task.job,
    vm: task.vm,
    datastore: task.datastore,
    targetDatastore: task.targetDatastore,
    targetHost: task.targetHost,
    readsToTheEnd: task.readsToTheEnd,
    transferRatio: isRead ? transferredBytes / readBytes : 0,
    dataRatio: isRead ? dataBytes / readBytes : 0,
    repository,
    source: source >= 0 ? source : repository,
    gateway,
  };
}

/**
 * Fills in the repository's named gateway if none is set: a file gets its gateway when it is begun, a named one is
 * known before.
 */
export function withNamedGateway(
  { repositories }: Pick<Model, 'repositories'>,
  movement: Movement,
): Movement {
  const named = repositories[movement.repository]?.gateway;
  return movement.gateway < 0 && typeof named === 'number' ? { ...movement, gateway: named } : movement;
}
