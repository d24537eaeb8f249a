import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import { withoutCredentials } from '../credentials.ts';

/** The address of a queue: a Redis server, with the number of a database as its path. */
export interface QueueAddress {
  /** Includes any credentials: never to be printed. */
  readonly url: string;
  /** Without credentials, for messages. */
  readonly shown: string;
}

const EXAMPLE = 'Write for example --queue redis://127.0.0.1:6379, or rediss://user:password@host:6380/1.';

/** Parses the value of `--queue`. */
export function readQueueAddress(text: string): Result<QueueAddress> {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const refuse = (message: string): Result<QueueAddress> => ({
    ok: false,
    diagnostics: [optionDiagnostic('--queue', message, EXAMPLE)],
  });
  // The text is not repeated: even an invalid address may contain a password.
  if (url === undefined) return refuse('this is not the address of a Redis server.');
  const { protocol, hostname, pathname } = url;
  if (protocol !== 'redis:' && protocol !== 'rediss:')
    return refuse('the address of a Redis server begins with redis:// or rediss://.');
  if (/%(?![0-9a-f]{2})/i.test(url.username + url.password))
    return refuse("a '%' in the user or the password is written as %25.");
  if (hostname === '') return refuse('the address has no host.');
  if (!/^\/?\d{0,4}$/.test(pathname)) return refuse('only the number of a database may follow the host.');
  if (url.search !== '' || url.hash !== '') return refuse('nothing may follow the number of the database.');
  return { ok: true, value: { url: url.href, shown: withoutCredentials(url.href) }, warnings: [] };
}
