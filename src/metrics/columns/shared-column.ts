interface Kind<Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (cells: SharedArrayBuffer): Column;
}

/** A column in memory that threads share, all 0: another thread that writes it into a file has no copy of it. */
export function sharedColumn<Column>(kind: Kind<Column>, rows: number): Column {
  return new kind(new SharedArrayBuffer(rows * kind.BYTES_PER_ELEMENT));
}
