interface Kind<Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (cells: SharedArrayBuffer): Column;
}

/** A column of zeros in memory shared between threads, so that another thread can write it to a file without a copy. */
export function sharedColumn<Column>(kind: Kind<Column>, rows: number): Column {
  return new kind(new SharedArrayBuffer(rows * kind.BYTES_PER_ELEMENT));
}
