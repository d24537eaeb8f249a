import { cellText } from '../../report/tables/column.ts';
import { csvCell } from '../files/write-csv.ts';
import { TextBytes } from './text-bytes.ts';

/** Bytes for which there is room at first. */
const ROOM = 4096;

/** Names as cells, in bytes: most of them stand in many rows. */
export class NameBytes {
  readonly #bytes: Uint8Array;
  /** Where each begins; one more than there are names. */
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

  /** Nothing, where there is no such name. */
  write(lines: TextBytes, name: number): void {
    if (name + 1 < this.#starts.length) lines.copy(this.#bytes, this.#starts[name]!, this.#starts[name + 1]!);
  }
}
