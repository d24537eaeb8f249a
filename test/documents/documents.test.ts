import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** What documents say is there. Not the list of changes, which tells of what was. */
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'src/README.md',
  'src/DECISIONS.md',
  'src/policy/README.md',
  'test/README.md',
  'test/mutation/README.md',
  'scenarios/README.md',
  'scenarios/study/README.md',
  'scenarios/explain.md',
  'scenarios/plan.md',
  'scenarios/experiments.md',
  'scenarios/queue.md',
  'scenarios/clusters.md',
  'scenarios/imports.md',
  'results/README.md',
  'results/files.md',
];

/** Paths that are no part of the repository: files of users, what commands leave, an image. */
const OTHER_PATHS: ReadonlySet<string> = new Set([
  'night.yaml',
  'mine.mjs',
  'results/runs/night',
  '.github/workflows/proxysim.yml',
  'charts/*.png',
  'coverage/mutation/report.html',
  'test/fixtures/invalid/CODE.yaml',
  '.csv',
  'example/proxysim',
]);

/** Names that are not ours: of Node.js, of tools, of files and enumerations of other programs; and one with a slip, as an example. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  'enableCompileCache',
  'timeoutMS',
  'KbBlockSize1024',
  'tabvInfo',
  'site1_vInfo',
  'transportModes',
  'xFACTOR',
]);

function pathsUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (['node_modules', '.git', 'dist', 'coverage'].includes(name)) return [];
    const path = join(folder, name);
    const own = relative(ROOT, path);
    return statSync(path).isDirectory() ? [own, ...pathsUnder(path)] : [own];
  });
}

const paths = pathsUnder(ROOT);
/** Every end of a path: `a/b/c`, `b/c`, `c`. */
const ends = new Set(paths.flatMap((path) => path.split('/').map((_, i, all) => all.slice(i).join('/'))));

const programs = paths
  .filter((path) => /^(src|test)\/.*\.ts$/.test(path) && path !== 'test/documents/documents.test.ts')
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm;
const code = programs.map(({ text }) => text.replace(COMMENT, '')).join('\n');
const words = new Set(code.match(/#?[A-Za-z_$][\w$]*/g));
/** Names in quotes: files that a command writes stand there, and keys of what others export. */
const quoted = new Set(Array.from(code.matchAll(/'([^'\n]+)'/g), ([, text]) => text!));

/** A file or folder that a document names, in whole or by its end; a star stands for any part of a name. */
function isThere(named: string): boolean {
  const path = named.replace(/\/$/, '');
  if (OTHER_PATHS.has(path) || quoted.has(path)) return true;
  if (!path.includes('*')) return ends.has(path);
  const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\*/g, '[^/]*')}$`);
  return [...ends].some((end) => pattern.test(end));
}

/** Formats (`proxysim-check/1`) are none. */
function isPath(text: string): boolean {
  if (/\/\d+$/.test(text)) return false;
  return /^[\w.*-]+\/[\w./*-]*$/.test(text) || /^[\w.*-]*\.(ts|mjs|py|md|ya?ml|json|csv|html)$/.test(text);
}

/** What of a text in backticks can only be a name of the program: `keptApartBy`, in documents also `Ripple` and `#shift`. */
function namesIn(text: string, pattern: RegExp): string[] {
  if (!/^#?[A-Za-z_$][\w$.]*(\(\))?$/.test(text)) return [];
  return text.split('.').filter((name) => pattern.test(name));
}

const isKnown = (name: string) => {
  const bare = name.replace('()', '');
  return OTHER_NAMES.has(bare) || words.has(bare) || quoted.has(bare);
};

interface Quote {
  readonly text: string;
  readonly at: string;
}

/** Texts in backticks of a document; blocks of code are run by tests of their own. */
function quotesOf(file: string): Quote[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/^```[\s\S]*?^```/gm, (block) =>
    block.replace(/[^\n]/g, ''),
  );
  return text
    .split('\n')
    .flatMap((line, i) =>
      Array.from(line.matchAll(/`([^`]+)`/g), ([, quote]) => ({ text: quote!, at: `${file}:${i + 1}` })),
    );
}

const quotes = DOCUMENTS.flatMap(quotesOf);
const comments = programs.flatMap(({ path, text }) =>
  Array.from(text.matchAll(COMMENT), (match) => ({
    text: match[0],
    at: `${path}:${text.slice(0, match.index).split('\n').length}`,
  })),
);

const told = ({ text, at }: Quote) => `${at} ${text}`;

describe('what documents and comments name is there', () => {
  test('files and folders of the documents', () => {
    const named = quotes.filter(({ text }) => isPath(text));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ text }) => !isThere(text)).map(told)).toEqual([]);
  });

  test('links of the documents', () => {
    const wrong = DOCUMENTS.flatMap((file) =>
      Array.from(
        readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g),
        ([, link]) => ({
          text: link!,
          at: file,
        }),
      ).filter(({ text }) => !existsSync(join(ROOT, file, '..', text))),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('headings to which links of the documents point', () => {
    const anchorsOf = (file: string) =>
      Array.from(readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      );
    const links = DOCUMENTS.flatMap((file) =>
      Array.from(
        readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!\w+:)([^)#\s]*)#([^)\s]+)\)/g),
        ([, path, anchor]) => ({ file, path: path!, anchor: anchor! }),
      ),
    );
    expect(links.length).toBeGreaterThan(20);
    const wrong = links.filter(({ file, path, anchor }) => {
      const target = path === '' ? join(ROOT, file) : join(ROOT, file, '..', path);
      return !anchorsOf(target).includes(anchor);
    });
    expect(wrong).toEqual([]);
  });

  test('names of the program in the documents', () => {
    const named = quotes.flatMap(({ text, at }) =>
      namesIn(text, /[a-z][A-Z]|^#|^[A-Z][a-z]/).map((name) => ({ text: name, at })),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ text }) => !isKnown(text)).map(told)).toEqual([]);
  });

  test('files and names of the program in comments', () => {
    const wrong = comments.flatMap(({ text, at }) =>
      [
        ...Array.from(text.matchAll(/[\w./-]+\.ts\b/g), ([file]) => file.replace(/^(\.{1,2}\/)+/, '')).filter(
          (file) => !isThere(file),
        ),
        ...Array.from(text.matchAll(/`([^`]+)`/g), ([, quote]) => quote!)
          .flatMap((quote) => namesIn(quote, /[a-z][A-Z]/))
          .filter((name) => !isKnown(name)),
      ].map((name) => `${at} ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the map of the simulation: its rooms hold these files, and no others', () => {
    const map = readFileSync(join(ROOT, 'src/README.md'), 'utf8');
    let room = '';
    const listed = Array.from(map.matchAll(/^\| (?:`(\w+)\/`)? ?\| (`[^|]+\.ts`) \|/gm)).flatMap(
      ([, folder, files]) => {
        room = folder ?? room;
        return Array.from(files!.matchAll(/`([^`]+)`/g), ([, name]) => `src/simulation/${room}/${name}`);
      },
    );
    const there = paths.filter((path) => /^src\/simulation\/\w+\/.+\.ts$/.test(path));
    expect(listed.sort()).toEqual(there.sort());
  });

  test('the map of the fast solver: each of its files once, and no others', () => {
    const map = readFileSync(join(ROOT, 'src/README.md'), 'utf8');
    const table = map.split('| files of `engine/sharing/bottleneck/` |')[1]!.split('\n\n')[0]!;
    const cells = Array.from(table.matchAll(/^\| (`[^|]+\.ts`) \|/gm), ([, files]) => files!);
    const listed = cells.flatMap((files) => Array.from(files.matchAll(/`([^`]+)`/g), ([, name]) => name!));
    expect(listed.sort()).toEqual(readdirSync(join(ROOT, 'src/engine/sharing/bottleneck')).sort());
  });
});

test('decisions: counted without a gap, ten lines each, and what is replaced tells by what', () => {
  const text = readFileSync(join(ROOT, 'src/DECISIONS.md'), 'utf8');
  const decisions = text.split(/^## (?=\d+\. )/m).slice(1);
  expect(decisions.map((decision) => Number.parseInt(decision, 10))).toEqual(decisions.map((_, i) => i + 1));
  const linesOf = (decision: string) => decision.split('\n').filter((line) => line.trim() !== '').length - 1;
  expect(decisions.filter((decision) => linesOf(decision) > 10)).toEqual([]);
  expect(
    text.split('\n').filter((line) => line.length > 150),
    'lines of about 120 columns; of a long decision, 150 at most',
  ).toEqual([]);
  const numbersIn = (decision: string, said: RegExp) =>
    Array.from(decision.matchAll(said), ([words]) => words.match(/\d+/g) ?? []).flat();
  const pairs = (said: RegExp, pair: (own: number, other: number) => string) =>
    decisions.flatMap((decision, i) => numbersIn(decision, said).map((other) => pair(i + 1, Number(other))));
  const replacing = pairs(/replaces\s[^.,;:]*/gi, (by, old) => `${old} by ${by}`);
  expect(replacing.length).toBeGreaterThan(0);
  expect(pairs(/replaced\sby\s[^.,;]*/gi, (old, by) => `${old} by ${by}`).sort()).toEqual(replacing.sort());
});

test('decisions: each is found by its subject, and in parentheses if a later one replaces it', () => {
  const text = readFileSync(join(ROOT, 'src/DECISIONS.md'), 'utf8');
  const decisions = text.split(/^## (?=\d+\. )/m).slice(1);
  const rows = Array.from(text.matchAll(/^\| [^|]+ \| ([\d(), ]+) \|$/gm), ([, numbers]) =>
    numbers!.split(', '),
  );
  const listed = rows.flat();
  const missing = decisions
    .map((decision) => `${Number.parseInt(decision, 10)}`)
    .filter((number) => !listed.includes(number) && !listed.includes(`(${number})`));
  expect(missing, 'add these numbers to the table at the head of src/DECISIONS.md').toEqual([]);
  const replaced = decisions
    .filter((decision) => /replaced\sby\s[^.,;]*\d/i.test(decision))
    .map((decision) => `(${Number.parseInt(decision, 10)})`);
  expect([...new Set(listed.filter((number) => number.startsWith('(')))].sort()).toEqual(replaced.sort());
  expect(listed.filter((number) => replaced.includes(`(${number})`))).toEqual([]);
  expect(rows.filter((numbers) => numbers.map(bare).some((number, i, all) => number <= all[i - 1]!))).toEqual(
    [],
  );
  expect(listed.map(bare).filter((number) => number > decisions.length)).toEqual([]);
});

const bare = (number: string) => Number(number.replace(/[()]/g, ''));
