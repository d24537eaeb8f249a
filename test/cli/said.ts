import { main } from '../../src/cli/program.ts';
import type { MemoryIo } from './memory-io.ts';

/** What one command said, whatever was said before it. */
export async function said(
  io: MemoryIo,
  argv: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [io.out().length, io.err().length];
  const code = await main(argv, io);
  return { code, out: io.out().slice(out), err: io.err().slice(err) };
}
