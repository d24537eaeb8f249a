import type { Result } from '../../diagnostics/diagnostic.ts';
import { queueDiagnostic } from './queue-diagnostic.ts';

/** The packages that access the queue's server. Optional: only users of a queue have to install them. */
export interface QueuePackages {
  readonly Queue: typeof import('bullmq').Queue;
  readonly Worker: typeof import('bullmq').Worker;
  readonly Redis: typeof import('ioredis').Redis;
}

export async function loadQueuePackages(): Promise<Result<QueuePackages>> {
  try {
    const { Queue, Worker } = await import('bullmq');
    const { Redis } = await import('ioredis');
    return { ok: true, value: { Queue, Worker, Redis }, warnings: [] };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const message = 'a queue needs two packages that are not installed: bullmq and ioredis.';
    return { ok: false, diagnostics: [queueDiagnostic(message, 'npm install bullmq@6 ioredis@6')] };
  }
}
