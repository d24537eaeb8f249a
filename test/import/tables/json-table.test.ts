import { expect, test } from 'vitest';
import { jsonTable } from '../../../src/import/tables/json-table.ts';

test('a list of records is a table, what is inside them has headers with points', () => {
  expect(
    jsonTable('tasks', [
      { name: 'a', progress: { readSize: 5, bottleneck: null } },
      { name: 'b', isRetry: false, progress: { readSize: 7, bottleneck: 'Proxy' } },
    ]),
  ).toEqual({
    name: 'tasks',
    rows: [
      ['name', 'progress.readSize', 'isRetry', 'progress.bottleneck'],
      ['a', 5, null, null],
      ['b', 7, false, 'Proxy'],
    ],
  });
});

test.each([
  ['a page of a REST interface', { data: [{ id: 1 }], pagination: { total: 1 } }],
  ['a list that PowerShell has wrapped', { value: [{ id: 1 }], Count: 1 }],
  ['one record, which PowerShell does not put in a list', { id: 1 }],
  ['a list with something else in it', ['note', null, { id: 1 }, [2]]],
])('%s gives its records', (_, document) => {
  expect(jsonTable('any', document)?.rows).toEqual([['id'], [1]]);
});

test('a list in a record is one cell where its values are plain, and a column each where they are records', () => {
  const record = { proxies: ['px1', 'px2'], none: [], disks: [{ gb: 1 }, { gb: 2 }] };
  expect(jsonTable('any', record)?.rows).toEqual([
    ['proxies', 'disks.0.gb', 'disks.1.gb'],
    ['px1;px2', 1, 2],
  ]);
});

test.each([[[]], [{ data: [] }], [null], [5], ['text'], [[[{ id: 1 }]]]])('%j has no record', (document) => {
  expect(jsonTable('any', document)).toBeUndefined();
});

test('names that objects have anyway are names of columns like others, however deep a document is', () => {
  const odd = JSON.parse('{"__proto__": {"constructor": 1}}');
  expect(jsonTable('any', odd)?.rows).toEqual([['__proto__.constructor'], [1]]);
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
  expect(jsonTable('any', { id: 1, deep })?.rows).toEqual([['id'], [1]]);
});
