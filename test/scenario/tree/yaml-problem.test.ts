import { describe, expect, it, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { lineTable, positionOf } from '../../../src/diagnostics/source-text.ts';
import { Findings } from '../../../src/scenario/findings.ts';
import { readYaml } from '../../../src/scenario/tree/read-yaml.ts';

function found(text: string): readonly Diagnostic[] {
  const findings = new Findings();
  readYaml({ name: 'night.yaml', text }, findings);
  return findings.all;
}

function placeIn(text: string, offset: number): string {
  const { line, column } = positionOf(lineTable({ name: 'night.yaml', text }), offset);
  return `${line}:${column}`;
}

function told(text: string): string[] {
  return found(text).map(({ span, message, hint }) =>
    [placeIn(text, span!.start), message, ...(hint === undefined ? [] : [hint])].join(' '),
  );
}

const QUOTES = 'Put it in quotes.';
const COLUMNS = "Keys of one map begin in the same column, and so do the '- ' of one list.";

describe('a mistake is told once, at its place, with what to write instead', () => {
  it.each([
    [
      'a name with braces and no quotes',
      'hosts: [{ name: esx{1..2}, cores: 8 }]\n',
      `1:20 '{' is not expected here. Put a name with braces in quotes: "esx{1..8}".`,
    ],
    [
      'a star alone',
      'vms: [*]\n',
      `1:7 A text cannot begin with '*'. Put it in quotes, for example "*" or "app*".`,
    ],
    [
      'a star before a name',
      'vms: *app\n',
      `1:6 The alias 'app' has no anchor before it. A pattern that begins with * is written in quotes: "*app".`,
    ],
    ['a percent sign in front', 'used: %60\n', `1:7 A text cannot begin with '%'. ${QUOTES}`],
    ['a tab', 'hosts:\n\t- name: a\n', '2:1 This line is indented with a tab. Indent with spaces.'],
    [
      'a column too few',
      'hosts:\n  - name: a\n   cores: 8\n',
      `3:1 This line is indented differently from those around it. ${COLUMNS}`,
    ],
    [
      'a column too many',
      'a: 1\n  b: 2\n',
      "1:4 A key stands inside the value of another. Put a text with ': ' in quotes. Keys of one map begin in the same column.",
    ],
    [
      'a colon in a text',
      'name: night: one\n',
      "1:7 A key stands inside the value of another. Put a text with ': ' in quotes. Keys of one map begin in the same column.",
    ],
    [
      'no space after a colon',
      'hosts:\n  - name:esx1\n    cores: 8\n',
      "2:5 A key is expected here. Write 'key: value', with a space after the colon.",
    ],
    [
      'a comma left out between values',
      'hosts: [{ name: a cores: 8 }]\n',
      "1:17 A comma is missing, or quotes around a text with ': '. Write for example { name: px1, cores: 8 }.",
    ],
    [
      'a comma left out between maps',
      'hosts: [{ name: a } { name: b }]\n',
      "1:21 '{' is not expected here. Is a comma missing before it, or quotes around a text?",
    ],
    [
      'a bracket too many',
      'hosts: [{ name: a }]]\nname: x\n',
      "1:21 ']' is not expected here. There is one too many, or none that opens it.",
    ],
    [
      'a backslash in double quotes',
      'name: "C:\\x"\n',
      '1:10 A backslash in double quotes begins an escape, and this is none. Write \\\\ for a backslash, or use single quotes.',
    ],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual([expected]);
  });
});

it.each([
  [
    'hosts: [{ name: a }\nvms: [{ name: b }]\n',
    '1:8',
    "A list in brackets is not closed: ']' is missing.",
    '2:1',
  ],
  [
    'hosts:\n  - { name: a, cores: 8\n  - { name: b }\n',
    '2:5',
    "A map in braces is not closed: '}' is missing.",
    '3:3',
  ],
  [
    'name: a\njobs:\n  - { name: b, window: 8h\n',
    '3:5',
    "A map in braces is not closed: '}' is missing.",
    '4:1',
  ],
  ['name: a\njobs: { b: [1, 2\n', '2:12', "A list in brackets is not closed: ']' is missing.", '3:1'],
  ['[{ name: a }\n', '1:1', "A list in brackets is not closed: ']' is missing.", '2:1'],
  ['hosts: [{ name: a ]\nname: x\n', '1:9', "A map in braces is not closed: '}' is missing.", '1:19'],
])(
  'what is not closed is reported where it begins, with the place where it had to end: %j',
  (text, opens, message, ends) => {
    expect(found(text)).toEqual([
      expect.objectContaining({
        message,
        notes: [expect.objectContaining({ message: 'It has to end before this.' })],
      }),
    ]);
    const [{ span, notes }] = found(text) as [Diagnostic];
    expect([placeIn(text, span!.start), placeIn(text, notes![0]!.span!.start)]).toEqual([opens, ends]);
  },
);

test('a text in quotes that does not end is reported where it begins, however far the parser read on', () => {
  expect(told('version: 1\nname: "abc\nhosts: []\n')).toEqual([
    '2:7 A text in quotes does not end: " is missing.',
  ]);
  expect(told("name: 'abc\n\nhosts: []\n")).toEqual(["1:7 A text in quotes does not end: ' is missing."]);
});

test('mistakes in several lines are all told', () => {
  expect(told('hosts:\n\t- name: a\nused: %60\n')).toEqual([
    '2:1 This line is indented with a tab. Indent with spaces.',
    `3:7 A text cannot begin with '%'. ${QUOTES}`,
  ]);
});

test('nesting beyond what the parser can take is told as such', () => {
  expect(told('['.repeat(5000)).map((text) => text.replace(/^\S+ /, ''))).toEqual([
    'The text is nested too deeply to be read.',
  ]);
});

test('of a file that is no YAML at all twenty mistakes are enough', () => {
  expect(found('a: %\n'.repeat(1000))).toHaveLength(20);
});
