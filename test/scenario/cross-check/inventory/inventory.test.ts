import { describe, expect, it, test } from 'vitest';
import { renderDiagnostics } from '../../../../src/diagnostics/render.ts';
import { parseScenario } from '../../../../src/scenario/parse.ts';
import { tableOf } from '../../inventory-table.ts';
import { findings, parsed, SMALL } from '../../parse-fixture.ts';

describe('an inventory', () => {
  const WITH = SMALL.replace('jobs:', '  - { inventory: more.csv }\njobs:');
  const read = (csv: string) => parsed(WITH, { 'more.csv': csv }).vms;
  const said = (csv: string) => findings(WITH, { 'more.csv': csv });

  test('states used space in bytes or as a share of the size', () => {
    const { columns } = read('vm,datastore,size,used\na,ds1,10 GB,2 GB\nb,ds1,10 GB,30%\nc,ds1,10 GB,\n');
    // Left out, all of it is used.
    expect([1, 2, 3].map((disk) => columns.figures.used[disk])).toEqual([2e9, 3e9, 10e9]);
  });

  test('names disks by its column, or by their numbers without one', () => {
    const names = (csv: string, vm: number) =>
      Array.from(read(csv).disksOf(vm) as Iterable<{ readonly name: string }>, ({ name }) => name);
    expect(names('vm,datastore,size\na,ds1,1 GB\na,ds1,1 GB\n', 1)).toEqual(['0', '1']);
    expect(names('vm,datastore,size,disk\na,ds1,1 GB,os\na,ds1,1 GB,\n', 1)).toEqual(['os', '1']);
    expect(said('vm,datastore,size,disk\na,ds1,1 GB,os\nb,ds1,1 GB,os\na,ds1,1 GB,os\n')).toEqual([
      'duplicate-name more.csv:4:12',
    ]);
  });

  test('says by true or false, in any case, whether a disk is thin', () => {
    const { columns } = read('vm,datastore,size,thin\na,ds1,1 GB,true\nb,ds1,1 GB,false\nc,ds1,1 GB,TRUE\n');
    expect([...columns.figures.thin].slice(1)).toEqual([1, 0, 1]);
    expect(said('vm,datastore,size,thin\na,ds1,1 GB,perhaps\n')[0]).toContain('unknown-value more.csv:2');
  });

  test('separates tags by semicolons; blanks around them and empty ones are dropped', () => {
    const { traits } = read('vm,datastore,size,tags\na,ds1,1 GB, sql ; gold;; \n');
    expect(traits.map(({ tags }) => tags)).toContainEqual(['sql', 'gold']);
  });

  test.each([
    ['vm,datastore,size\na,,1 GB\n', 'bad-row'],
    ['vm,datastore,size\na,ds1,\n', 'bad-row'],
    ['vm,datastore,size\na,ds1,big\n', 'bad-quantity'],
    ['vm,datastore,size\na,ds9,1 GB\n', 'unknown-reference'],
    ['vm,datastore,size,size\na,ds1,1 GB,1 GB\n', 'duplicate-key'],
    ['vm,datastore\na,ds1\n', 'missing-column'],
    ['vm,used\na,1 GB\n', 'missing-column'],
    ['a,esx1,ds1,1 GB\nb,esx1,ds1,1 GB\n', 'missing-column'],
    ['', 'empty-file'],
    ['\n\n', 'empty-file'],
    ['vm,datastore,size\nvm1,ds1,1 GB\n', 'duplicate-name'],
  ])('%j is refused as %s, once', (csv, code) => {
    expect(said(csv).map((finding) => finding.split(' ')[0])).toEqual([code]);
  });

  test.each(['a,ds2,big', 'a,ds2,', ',ds2,1 GB'])(
    'the row %s says nothing about selectors that may mean it',
    (row) => {
      const text = WITH.replace('vms: [vm1]', 'vms: [vm1, { datastore: ds2 }]');
      const found = findings(text, { 'more.csv': `vm,datastore,size\n${row}\n` });
      expect(found).toHaveLength(1);
      expect(found[0]).toContain('more.csv:2');
    },
  );
});

test.each([
  ['vm,datastore,size,thin\na,ds1,1 GB,yes\n', "'yes' is not a value of 'thin'. Write true."],
  ['vm,datastore,size,thin\na,ds1,1 GB,x\n', "'x' is not a value of 'thin'. Write true."],
  ['vm,datastore,size,thin\na,ds1,1 GB,-\n', "'-' is not a value of 'thin'. Write false."],
  ['vm,datastore,size,thin\na,ds1,1 GB,maybe\n', "'maybe' is not a value of 'thin'. Possible: true, false."],
  [
    'vm,datastore,size,platform\na,ds1,1 GB,VMware\n',
    "'VMware' is not a value of 'platform'. Write vsphere.",
  ],
  ['vm,used\na,1 GB\n', "The inventory has no columns 'datastore' and 'size'. "],
  ['a,ds1,1 GB\n', 'The first row of the inventory has none of the titles of its columns. '],
  ['', 'The inventory is empty. '],
])('%j is answered with what to write', (csv, words) => {
  const text = SMALL.replace('jobs:', '  - { inventory: more.csv }\njobs:');
  const result = parseScenario({
    source: { name: 'night.yaml', text },
    files: { text: () => undefined, table: (name) => tableOf(name, csv) },
  });
  const [first] = result.ok ? [] : result.diagnostics;
  expect(`${first?.message} ${first?.hint}`).toContain(words);
});

describe('a further row of a VM', () => {
  it('is reported for each column that differs from the first row', () => {
    const rows =
      'vm,host,guest,disk,size,datastore\nvm7,esx1,linux,0,10 GB,ds1\nvm7,esx2,linux,1,10 GB,ds1\n';
    const text = SMALL.replace('  - { name: vm1', '  - { inventory: vms.csv }\n  - { name: vm1');
    expect(findings(text, { 'vms.csv': rows })).toEqual(['bad-row vms.csv:3:5']);
  });
});

it('a column is underlined at its place, whatever its quoted titles hold', () => {
  const csv = 'vm,datastore,size,"a;b;c;d;e;f",colour\nvm2,ds1,1 GB,,\n';
  const source = { name: 'quoted.csv', text: csv };
  const header = ['vm', 'datastore', 'size', 'a;b;c;d;e;f', 'colour'];
  const rows = [{ line: 2, cells: ['vm2', 'ds1', '1 GB', '', ''] }];
  const result = parseScenario({
    source: { name: 'night.yaml', text: SMALL.replace('jobs:', '  - { inventory: quoted.csv }\njobs:') },
    files: { text: () => undefined, table: () => ({ source, header, rows }) },
  });
  expect(renderDiagnostics(result.ok ? result.warnings : result.diagnostics)).toMatch(
    /^quoted\.csv:1:19: .*\n.*\n.*\nquoted\.csv:1:33: /,
  );
});

it('titles may stand below blank lines: their separator is known, and they are reported at their line', () => {
  const text = SMALL.replace('jobs:', '  - { inventory: late.csv }\njobs:');
  const said = (csv: string) => findings(text, { 'late.csv': csv });
  expect(said('\n \nvm;datastore;size\nvm2;ds1;1 GB\n')).toEqual([]);
  expect(said('\n\nvm;datastore;size;colour\nvm2;ds1;1 GB;\n')).toEqual(['unknown-column late.csv:3:19']);
  expect(said('\nvm;size\nvm2;1 GB\n')).toEqual(['missing-column late.csv:2:1']);
});
