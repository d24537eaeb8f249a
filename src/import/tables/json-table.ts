import { present } from '../../collections/present.ts';
import { isRecord } from '../../collections/record-of.ts';
import { type Cell, isBlank, type Table } from './table.ts';

/** How many levels of a record are read; what is deeper is left out. */
const DEEPEST = 8;

/**
 * The records of a JSON document as a table, a row each, columns in the order in which they are first seen. What is
 * inside a record gets a header with points: `progress.readSize`, and `disks.0.name` for records in a list; plain values
 * in a list are one cell, separated by `;`. Records are the document's own list, the `data` of a page that a REST
 * interface gives, the `value` that PowerShell wraps a list in, or else the document itself. Undefined where there is no
 * record.
 */
export function jsonTable(name: string, document: unknown): Table | undefined {
  const records = recordsOf(document).filter(isRecord);
  if (records.length === 0) return undefined;
  const columns = new Map<string, number>();
  const rows = records.map((record) => {
    const cells: Cell[] = [];
    for (const [header, cell] of cellsOf(record, '', DEEPEST)) {
      const column = columns.get(header) ?? columns.size;
      columns.set(header, column);
      cells[column] = cell;
    }
    return cells;
  });
  // A row has a cell in every column, and no holes.
  const width = columns.size;
  return {
    name,
    ...present({ total: totalOf(document) }),
    rows: [
      [...columns.keys()],
      ...rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? null)),
    ],
  };
}

/** What a page of the REST interface says of the whole list. */
function totalOf(document: unknown): number | undefined {
  const pagination = isRecord(document) ? document['pagination'] : undefined;
  const total = isRecord(pagination) ? pagination['total'] : undefined;
  return typeof total === 'number' ? total : undefined;
}

function recordsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (!isRecord(document)) return [];
  if (Array.isArray(document['data'])) return document['data'];
  if (Array.isArray(document['value']) && 'Count' in document) return document['value'];
  return [document];
}

function* cellsOf(value: unknown, path: string, levels: number): Generator<[string, Cell]> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    yield [path, value];
  } else if (Array.isArray(value) && !value.some(isNested)) {
    const told = value.filter((item) => !isBlank(item)).join(';');
    if (told !== '') yield [path, told];
  } else if (isNested(value) && levels > 0) {
    for (const [key, inner] of Object.entries(value)) {
      yield* cellsOf(inner, path === '' ? key : `${path}.${key}`, levels - 1);
    }
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
