import { cellText } from '../../report/tables/column.ts';
import { csvCell } from '../files/write-csv.ts';
import { TextBytes } from './text-bytes.ts';

/** Initial capacity in bytes. */
const ROOM = 4096;

/** Names as cells, encoded once, because most appear in many rows. */
export class NameBytes {
  readonly #bytes: Uint8Array;
  /** Start of each name, followed by the end of the last: one more entry than there are names. */
  readonly #starts: Int32Array;

  constructor(names: Iterable<string | null>) {
    const bytes = new TextBytes(ROOM);
    const starts = [0];
    for (const name of names) {
      bytes.text(csvCell(cellText(name)));
      starts.push(bytes.length);
    }
    this.#starts = Int32Array.from(starts);
    this.#bytes = bytes.take();
  }

  /** Writes nothing if there is no such name. */
  write(lines: TextBytes, name: number): void {
    if (name + 1 < this.#starts.length) lines.copy(this.#bytes, this.#starts[name]!, this.#starts[name + 1]!);
  }
}
