import type { Redis as Client } from 'ioredis';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { QueueAddress } from './queue-address.ts';
import { queueDiagnostic } from './queue-diagnostic.ts';
import type { QueuePackages } from './queue-packages.ts';

/** A server that does not answer for this long counts as unreachable, milliseconds. */
const CONNECT_MS = 4000;
/** Longest pause between two attempts to reconnect, milliseconds. */
const RECONNECT_MS = 1000;

/**
 * Connects to the queue's server. The first attempt must succeed; after that, a lost connection is re-established
 * however long it takes, and requests wait meanwhile.
 */
export async function connectToServer(
  { url, shown }: QueueAddress,
  { Redis }: QueuePackages,
): Promise<Result<Client>> {
  let wasThere = false;
  let lastError: unknown;
  const client = new (inOnePiece(Redis))(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (wasThere ? Math.min(attempt * 100, RECONNECT_MS) : null),
  });
  client.on('error', (error) => {
    lastError = error;
  });
  const tooLate = setTimeout(() => client.disconnect(), CONNECT_MS);
  try {
    await client.connect();
    // If the server does not have the database, only this reports it; the connection itself succeeds.
    await client.ping();
    if (lastError !== undefined) throw lastError;
    wasThere = true;
    return { ok: true, value: client, warnings: [] };
  } catch (error) {
    client.disconnect();
    const why = reasonOf(lastError ?? error);
    return {
      ok: false,
      diagnostics: [queueDiagnostic(`${shown} cannot be used: ${why.message}.`, why.hint)],
    };
  } finally {
    clearTimeout(tooLate);
  }
}

/**
 * Sends all requests of one turn of the event loop in one write: every write wakes the server, and its answer wakes
 * us. The package's own pipelines are unsuitable: after a lost connection the rest of a pipeline fails, while single
 * commands are sent again.
 */
function inOnePiece(Redis: QueuePackages['Redis']): QueuePackages['Redis'] {
  return class extends Redis {
    override sendCommand(...command: Parameters<Client['sendCommand']>): unknown {
      const { stream } = this;
      if (stream?.writableCorked === 0) {
        stream.cork();
        setImmediate(() => stream.uncork());
      }
      return super.sendCommand(...command);
    }
  };
}

interface Reason {
  readonly message: string;
  readonly hint: string;
}

const START = 'Start a Redis server there (redis-server --appendonly yes), or correct the address.';
const NOBODY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no machine has this name',
  EAI_AGAIN: 'the name of the machine cannot be looked up now',
  EHOSTUNREACH: 'the machine cannot be reached',
  ENETUNREACH: 'the machine cannot be reached',
  ECONNRESET: 'the server there closed the connection',
};

function reasonOf(error: unknown): Reason {
  const message = error instanceof Error ? error.message : `${error}`;
  const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
  if (code in NOBODY) return { message: NOBODY[code]!, hint: START };
  if (/NOAUTH|WRONGPASS|invalid password|NOPERM/.test(message)) {
    const hint = 'Put them into the address: redis://user:password@host:6379.';
    return { message: 'it requires a valid user and password', hint };
  }
  if (/DB index/.test(message)) return { message: 'it has no database with this number', hint: START };
  if (/RESP type|reply type byte|Protocol error/i.test(message))
    return { message: 'the server there is not a Redis server', hint: START };
  if (/^Connection is closed|ETIMEDOUT/.test(message))
    return { message: `no answer within ${CONNECT_MS / 1000} seconds`, hint: START };
  return { message, hint: START };
}
