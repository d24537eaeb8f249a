import type { Model } from '../model.ts';

/** What one task moves. Rows; -1 where it has none. */
export interface Movement {
  readonly job: number;
  readonly vm: number;
  /** Of the disk; what is read, or for a restore what is restored. */
  readonly datastore: number;
  /** Written to by a proxy. */
  readonly targetDatastore: number;
  /** The host of the copy or the restored VM. */
  readonly targetHost: number;
  /** Processing costs what it does in a full; else what it does in an increment. */
  readonly readsToTheEnd: boolean;
  /** Bytes sent per byte read. */
  readonly transferRatio: number;
  /** Bytes of data per byte read: what a proxy writes, which stores nothing compressed. */
  readonly dataRatio: number;
  /** The plain repository or extent that is written to. */
  readonly repository: number;
  /** The repository that is read. */
  readonly source: number;
  /** The proxy whose machine writes to the repository. */
  readonly gateway: number;
}

/** A task as it was planned: rows, and whole bytes. */
export interface PlannedTask
  extends Pick<Movement, 'job' | 'vm' | 'datastore' | 'targetDatastore' | 'targetHost' | 'readsToTheEnd'> {
  readonly readBytes: number;
  readonly dataBytes: number;
  readonly transferredBytes: number;
}

/** What a task moves by way of some repositories. `source` -1: it reads the one that it is given, or none. */
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

/** Before a file is begun it has no gateway yet: one that is named is known all the same. */
export function withNamedGateway(
  { repositories }: Pick<Model, 'repositories'>,
  movement: Movement,
): Movement {
  const named = repositories[movement.repository]?.gateway;
  return movement.gateway < 0 && typeof named === 'number' ? { ...movement, gateway: named } : movement;
}
