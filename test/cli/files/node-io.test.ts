import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeIo } from '../../../src/cli/files/node-io.ts';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';

const root = mkdtempSync(join(tmpdir(), 'proxysim-io-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const io = nodeIo();
let folder = root;
let number = 0;
beforeEach(() => {
  number += 1;
  folder = join(root, `${number}`);
  mkdirSync(folder);
});

test('a path that goes on behind a file is no folder, and does not exist', async () => {
  const file = join(folder, 'night.yaml');
  writeFileSync(file, '');
  for (const path of [`${file}/`, join(file, 'summary.json')])
    expect([await io.isFolder(path), await io.exists(path)]).toEqual([false, false]);
});

test('a file where a result folder should be is named as that, also beside another folder', async () => {
  const file = join(folder, 'night.yaml');
  writeFileSync(file, '');
  const said: string[] = [];
  const stderr = { ...io.stderr, write: (text: string) => said.push(text) };
  expect(await main(['report', file, file], { ...io, stderr })).toBe(2);
  expect(said.join('')).toContain(`'${file}' is a file, not a result folder.`);
});

describe('a growing file', () => {
  test('has its name only when it is finished, with everything that was written', async () => {
    const path = join(folder, 'made', 'a.ndjson');
    const file = io.growFile(path);
    const line = `${'é'.repeat(1000)}\n`;
    for (let i = 0; i < 1000; i++) file.write(line);
    expect(readdirSync(join(folder, 'made'))).not.toContain('a.ndjson');
    await file.finish();
    file.discard();
    expect(readFileSync(path, 'utf8')).toBe(line.repeat(1000));
    expect(readdirSync(join(folder, 'made'))).toEqual(['a.ndjson']);
  });

  test('leaves nothing behind when discarded, and does not change the old file', () => {
    const path = join(folder, 'a.ndjson');
    writeFileSync(path, 'old');
    const file = io.growFile(path);
    file.write('x'.repeat(1_000_000));
    file.discard();
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.ndjson']);
  });

  test('when discarded removes folders that were created for it, once they are empty', async () => {
    mkdirSync(join(folder, 'old'));
    const [a, b, c] = ['old/new/deep/a', 'old/new/b', 'other/c'].map((name) =>
      io.growFile(join(folder, name)),
    );
    a!.discard();
    expect(readdirSync(join(folder, 'old', 'new'))).toEqual([`b.${process.pid}.tmp`]);
    await c!.finish();
    b!.discard();
    expect(readdirSync(join(folder, 'old'))).toEqual([]);
    expect(readdirSync(join(folder, 'other'))).toEqual(['c']);
  });

  test('that is discarded while being finished leaves nothing', async () => {
    const file = io.growFile(join(folder, 'a.ndjson'));
    file.write('x');
    const finished = file.finish().catch(() => undefined);
    file.discard();
    await finished;
    expect(readdirSync(folder)).toEqual([]);
  });

  test('removes what a killed process has left of it, but nothing of a living one', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    for (const name of [`a.${dead}.tmp`, `b.${dead}.tmp`, `a.${process.ppid}.tmp`, 'a.x.tmp'])
      writeFileSync(join(folder, name), 'half');
    await io.writeFileAtomically(join(folder, 'a'), 'whole');
    expect(readdirSync(folder).sort()).toEqual(
      ['a', `a.${process.ppid}.tmp`, 'a.x.tmp', `b.${dead}.tmp`].sort(),
    );
  });

  test('that cannot be created leaves no folder that was created for it', () => {
    const tooLong = join(folder, 'made', 'deep', 'x'.repeat(300));
    expect(() => io.growFile(tooLong)).toThrow(/the name is too long/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that cannot be created throws a FileError', () => {
    writeFileSync(join(folder, 'taken'), '');
    expect(() => io.growFile(join(folder, 'taken', 'a.ndjson'))).toThrow(/cannot be written/);
  });
});

describe('writing', () => {
  test('creates the folders, replaces the file and leaves nothing else', async () => {
    const path = join(folder, 'a', 'b', 'c.txt');
    await io.writeFileAtomically(path, 'one');
    await io.writeFileAtomically(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['c.txt']);
  });

  test('writes bytes unchanged', async () => {
    const path = join(folder, 'a.bin');
    const bytes = Uint8Array.from([0, 10, 13, 10, 255, 128]);
    await io.writeFileAtomically(path, bytes);
    expect(Uint8Array.from(await io.readBytes(path))).toEqual(bytes);
  });

  test('leaves no temporary file when the rename fails', async () => {
    const path = join(folder, 'taken');
    mkdirSync(join(path, 'inside'), { recursive: true });
    await expect(io.writeFileAtomically(path, 'x')).rejects.toMatchObject({
      name: 'FileError',
      problem: 'cannot-write',
    });
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readdirSync(path)).toEqual(['inside']);
  });

  test('keeps the old file if producing the content fails', async () => {
    const path = join(folder, 'a.csv');
    await io.writeFileAtomically(path, 'old');
    function* content(): Generator<string> {
      yield 'half';
      throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    }
    await expect(io.writeFileAtomically(path, content())).rejects.toThrow(
      /a\.csv' cannot be written: no space left/,
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  test("an error that is not the system's is a bug and is passed on", async () => {
    function* content(): Generator<string> {
      yield 'half';
      throw new TypeError('broken');
    }
    await expect(io.writeFileAtomically(join(folder, 'a'), content())).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('reports a dangling link', async () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    await expect(io.writeFileAtomically(join(folder, 'link', 'a.txt'), 'x')).rejects.toThrow(
      /cannot be written: a part of the path does not exist\./,
    );
  });

  test('reports a file in place of a folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    const write = io.writeFileAtomically(join(folder, 'file', 'x'), '');
    await expect(write).rejects.toMatchObject({ problem: 'cannot-write' });
  });
});

describe('reading', () => {
  const problemOf = (path: string) => io.readText(path).catch((error: unknown) => error);

  test('removes a byte order mark', async () => {
    writeFileSync(join(folder, 'bom'), '\ufeffversion: 1');
    expect(await io.readText(join(folder, 'bom'))).toBe('version: 1');
  });

  test('distinguishes a missing file, a folder, and a file that is not text', async () => {
    writeFileSync(join(folder, 'zero'), Buffer.from([0x50, 0x4b, 0, 1]));
    writeFileSync(join(folder, 'latin'), Buffer.from([0x61, 0xe9, 0x61]));
    writeFileSync(join(folder, 'utf16'), Buffer.from('\ufeffa', 'utf16le'));
    expect(await problemOf(join(folder, 'none'))).toMatchObject({ problem: 'missing' });
    expect(await problemOf(folder)).toMatchObject({ problem: 'directory' });
    expect(await problemOf(join(folder, 'zero'))).toMatchObject({ problem: 'not-text' });
    expect(await problemOf(join(folder, 'latin'))).toMatchObject({ problem: 'not-text' });
    const utf16 = expect.stringContaining('is UTF-16 text. Save it as UTF-8.');
    expect(await problemOf(join(folder, 'utf16'))).toMatchObject({ problem: 'not-text', message: utf16 });
  });

  test.skipIf(process.getuid?.() === 0)(
    'reports a missing permission (skipped as root, who may read everything)',
    async () => {
      const path = join(folder, 'secret');
      writeFileSync(path, 'x');
      chmodSync(path, 0);
      expect(await problemOf(path)).toMatchObject({
        problem: 'unreadable',
        message: expect.stringContaining('permission denied'),
      });
    },
  );

  test('lists files below a folder in code unit order, with forward slashes', async () => {
    for (const name of ['b', 'a', 'B']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'x'), '');
    }
    expect(await io.listFiles(folder)).toEqual(['B/x', 'a/x', 'b/x']);
    expect(await io.listFiles(join(folder, 'none'))).toEqual([]);
  });

  test('lists the files directly in a folder, and none if it is no folder', async () => {
    mkdirSync(join(folder, 'below'));
    for (const name of ['b', 'a', 'below/c', 'B']) writeFileSync(join(folder, name), '');
    expect(await io.filesOf(folder)).toEqual(['B', 'a', 'b']);
    for (const none of ['none', 'a']) expect(await io.filesOf(join(folder, none))).toEqual([]);
  });
});

describe('interruptible work', () => {
  test('returns its result', () => {
    expect(io.interruptible(() => 42)).toBe(42);
  });

  test('passes on exceptions unchanged', () => {
    const error = new RangeError('mine');
    expect(() =>
      io.interruptible(() => {
        throw error;
      }),
    ).toThrow(error);
  });
});

describe('work in parts', () => {
  test('returns its result', async () => {
    function* work() {
      yield;
      return 42;
    }
    expect(await io.inParts(work())).toBe(42);
  });

  test('SIGTERM ends it between two parts, however short they are', async () => {
    function* work() {
      process.emit('SIGTERM');
      for (let part = 0; part < 1e7; part++) yield;
    }
    await expect(io.inParts(work())).rejects.toThrow(Interrupted);
  });
});

describe('a file that changes', () => {
  test('has another stamp once it is written, replaced by one of the same size, or removed', async () => {
    const path = join(folder, 'a.yaml');
    const stamps = [await io.stampOf(path)];
    const noted = async () => stamps.push(await io.stampOf(path));
    writeFileSync(path, 'one');
    await noted();
    writeFileSync(path, 'longer');
    await noted();
    writeFileSync(join(folder, 'b.yaml'), 'second');
    renameSync(join(folder, 'b.yaml'), path);
    await noted();
    expect(stamps[0]).toBe('');
    expect(new Set(stamps).size).toBe(4);
    expect(await io.stampOf(path)).toBe(stamps[3]);
    rmSync(path);
    expect(await io.stampOf(path)).toBe('');
  });
});
