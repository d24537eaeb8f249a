import { addTo } from '../../collections/grouped-by.ts';
import type { RecordOf } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';

/** One merge or synthetic full, put together from the trace; times in whole microseconds. */
export interface LoggedTransform {
  readonly session: number;
  readonly work: 'merge' | 'synthetic-full';
  /** For a scale-out repository the extent. */
  readonly repository: number;
  /** Bytes that are read once and written once there. */
  readonly bytes: number;
  readonly startUs: number;
  /** -1: it had not ended. */
  endUs: number;
}

/** One merge or synthetic full, as reports show it. */
export interface TransformRow {
  readonly job: string;
  readonly session: number;
  readonly work: 'merge' | 'synthetic-full';
  readonly repository: string;
  readonly bytes: number;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
}

/** Every merge and synthetic full of a run, in order of start. */
export class TransformLog {
  readonly transforms: LoggedTransform[] = [];
  /** By their number in the trace, which does not follow the order of starts. */
  readonly #byNumber = new Map<number, LoggedTransform>();
  readonly #bySession = new Map<number, LoggedTransform[]>();

  transformStarted(record: RecordOf<'transform-started'>): void {
    const { session, work, repository, bytes } = record;
    const transform = { session, work, repository, bytes, startUs: record.at, endUs: -1 };
    this.transforms.push(transform);
    this.#byNumber.set(record.transform, transform);
    addTo(this.#bySession, session, transform);
  }

  transformEnded({ transform, at }: RecordOf<'transform-ended'>): void {
    this.get(transform).endUs = at;
  }

  get(number: number): LoggedTransform {
    return this.#byNumber.get(number)!;
  }

  of(session: number): readonly LoggedTransform[] {
    return this.#bySession.get(session) ?? [];
  }

  /** From the start of a session's first transform to the end of its last one, microseconds; 0 where it has none. */
  spanUs(session: number, endOfRunUs: number): number {
    let start = Number.POSITIVE_INFINITY;
    let end = Number.NEGATIVE_INFINITY;
    // A loop, because a session may have as many transforms as VMs, too many for the arguments of one call.
    for (const { startUs, endUs } of this.of(session)) {
      start = Math.min(start, startUs);
      end = Math.max(end, endUs < 0 ? endOfRunUs : endUs);
    }
    return end < start ? 0 : end - start;
  }
}

export function transformRows({ model, sessions, transforms }: Collector): TransformRow[] {
  return transforms.transforms.map(({ session, work, repository, bytes, startUs, endUs }) => {
    const { job, number } = sessions.sessions[session]!;
    return {
      job: model.jobs[job]!.name,
      session: number,
      work,
      repository: model.repositories[repository]!.name,
      bytes,
      startSeconds: startUs / SECOND_US,
      endSeconds: endUs < 0 ? null : endUs / SECOND_US,
    };
  });
}
