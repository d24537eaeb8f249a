import { describe, expect, test } from 'vitest';
import { commandLine } from '../../../src/cli/program/command-line.ts';
import { readQueueAddress } from '../../../src/cli/queue/queue-address.ts';

describe('the address of a queue', () => {
  test.each([
    ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
    ['rediss://me:secret@queue.example:6380/3', 'rediss://***@queue.example:6380/3'],
    ['redis://:p@ss@[::1]/0', 'redis://***@[::1]/0'],
  ])('%s is shown as %s', (text, shown) => {
    expect(readQueueAddress(text)).toMatchObject({ ok: true, value: { shown } });
  });

  test.each([
    ['me:secret@queue', /begins with redis:\/\//],
    ['secret', /not the address/],
    ['http://me:secret@queue', /begins with redis:\/\//],
    ['redis://me:secret/word@queue', /not the address/],
    ['redis://me:secret%@queue', /written as %25/],
    ['redis:///secret', /no host/],
    ['redis://queue/secret', /number of a database/],
    ['redis://queue/1?password=secret', /nothing may follow/],
  ])('%s is refused, and not repeated in the message', (text, words) => {
    const read = readQueueAddress(text);
    if (read.ok) throw new Error('it was taken');
    expect(read.diagnostics).toHaveLength(1);
    expect(read.diagnostics[0]).toMatchObject({ code: 'bad-option', message: expect.stringMatching(words) });
    expect(JSON.stringify(read.diagnostics)).not.toContain('secret');
  });

  test('no command line that is shown contains a password, in one word or two', () => {
    const words = ['proxysim', 'worker', '--queue', 'redis://me:s3@cr/et@h:1', '--queue=REDISS://:s3cret@h'];
    expect(commandLine(words)).toBe("proxysim worker --queue 'redis://***@h:1' '--queue=REDISS://***@h'");
  });
});
