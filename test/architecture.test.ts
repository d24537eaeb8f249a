import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const TESTS = join(ROOT, 'test');
/** Packages that stand in for others: none of our modules. */
const SHIMS = join(SRC, 'shims');

/** What each folder may import beside itself. The order of the folders is the way through the product. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  collections: [],
  units: [],
  diagnostics: ['units'],
  scenario: ['collections', 'units', 'diagnostics'],
  engine: ['diagnostics'],
  model: ['collections', 'units', 'diagnostics', 'scenario', 'engine'],
  policy: ['collections', 'units', 'diagnostics', 'scenario', 'model', 'engine'],
  trace: ['collections', 'units', 'scenario', 'model', 'engine'],
  simulation: ['collections', 'units', 'diagnostics', 'scenario', 'model', 'engine', 'policy', 'trace'],
  metrics: ['collections', 'units', 'diagnostics', 'scenario', 'model', 'trace'],
  explain: [
    'collections',
    'units',
    'diagnostics',
    'scenario',
    'engine',
    'model',
    'policy',
    'trace',
    'metrics',
  ],
  experiment: [
    'collections',
    'units',
    'diagnostics',
    'scenario',
    'engine',
    'model',
    'simulation',
    'trace',
    'metrics',
  ],
  history: ['collections', 'units', 'scenario', 'metrics'],
  report: [
    'collections',
    'units',
    'diagnostics',
    'scenario',
    'model',
    'metrics',
    'explain',
    'experiment',
    'history',
  ],
  page: ['collections', 'units', 'metrics', 'report'],
  import: ['collections', 'units', 'diagnostics', 'scenario', 'model', 'metrics', 'report', 'history'],
  runs: [
    'collections',
    'units',
    'diagnostics',
    'scenario',
    'model',
    'policy',
    'simulation',
    'trace',
    'metrics',
    'explain',
    'experiment',
    'history',
  ],
  cli: [
    'collections',
    'units',
    'diagnostics',
    'scenario',
    'metrics',
    'explain',
    'experiment',
    'report',
    'history',
    'import',
    'runs',
  ],
  bench: ['engine', 'scenario', 'metrics', 'experiment', 'report', 'runs', 'cli'],
  '.': [
    'units',
    'diagnostics',
    'scenario',
    'model',
    'policy',
    'trace',
    'metrics',
    'experiment',
    'history',
    'runs',
  ],
};

/** Folders whose result must depend on nothing but their input. */
const PURE = [
  'collections',
  'units',
  'diagnostics',
  'scenario',
  'engine',
  'model',
  'policy',
  'trace',
  'simulation',
  'metrics',
  'explain',
  'experiment',
  'history',
  'report',
  'import',
  'runs',
];

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** The text without comments, so that a word in a sentence is no call. */
  readonly code: string;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return path === SHIMS ? [] : filesUnder(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

const sources: readonly Source[] = filesUnder(SRC).map((file) => {
  const path = relative(SRC, file);
  const text = readFileSync(file, 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return { path, folder: path.includes('/') ? path.slice(0, path.indexOf('/')) : '.', text, code };
});

function importsOf({ code }: Source): string[] {
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

function folderOfImport(source: Source, specifier: string): string {
  const target = normalize(join(dirname(source.path), specifier));
  return target.includes('/') ? target.slice(0, target.indexOf('/')) : '.';
}

describe('the architecture', () => {
  test('imports go one way: every folder imports only what stands before it', () => {
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => folderOfImport(source, specifier))
        .filter((to) => to !== source.folder && !MAY_IMPORT[source.folder]?.includes(to))
        .map((to) => `${source.path} imports from ${to}`),
    );
    expect(wrong, 'see "The import rule" in src/README.md').toEqual([]);
  });

  test('every folder of src has its place in the order', () => {
    expect(
      [...new Set(sources.map((s) => s.folder))].sort(),
      'a new folder needs its line in MAY_IMPORT above and in the table of src/README.md',
    ).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test('nothing but the command line and the benchmarks that start programs touches Node', () => {
    const starters = [
      'bench/build.ts',
      'bench/main.ts',
      'bench/processes.ts',
      'bench/replications/queue.ts',
      'bench/replications/efficiency.ts',
    ];
    const wrong = sources.filter(
      (s) =>
        s.folder !== 'cli' && !starters.includes(s.path) && importsOf(s).some((i) => i.startsWith('node:')),
    );
    expect(wrong.map((s) => s.path)).toEqual([]);
  });

  test('the core knows no clock, chance, locale, process or power operator', () => {
    const banned =
      /\bnew Date\b|\bDate\.|\bperformance\b|setTimeout|setInterval|Math\.random|Math\.pow|\*\*|localeCompare|toLocale|\bIntl\b|\bprocess\b\.|\bconsole\b|\bawait\b/;
    const wrong = sources
      .filter((s) => PURE.includes(s.folder))
      .flatMap((s) =>
        s.code.split('\n').map((line, i) => ({ at: `${s.path}:${i + 1}`, line: withoutText(line) })),
      )
      .filter(({ line }) => banned.test(line));
    expect(wrong).toEqual([]);
  });

  test('the engine has never heard of backups', () => {
    const words = /\b(proxy|proxies|disk|backup|datastore|repository|repositories|job|vm|snapshot|hotadd)\b/i;
    const wrong = sources.filter((s) => s.folder === 'engine' && words.test(s.text)).map((s) => s.path);
    expect(wrong).toEqual([]);
  });

  test('the two ways of sharing know nothing of each other, so that one can be held against the other', () => {
    const [plain, bottleneck] = ['engine/sharing/plain/', 'engine/sharing/bottleneck/'];
    const ways = sources.filter(({ path }) => path.startsWith(plain) || path.startsWith(bottleneck));
    const wrong = ways.flatMap((source) =>
      importsOf(source)
        .map((specifier) => normalize(join(dirname(source.path), specifier)))
        .filter((to) => to.startsWith(source.path.startsWith(plain) ? bottleneck : plain))
        .map((to) => `${source.path} imports ${to}`),
    );
    expect(ways.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('no state lives in a module: two runs in one process share nothing', () => {
    const wrong = sources
      .filter((s) => PURE.includes(s.folder))
      .flatMap((s) =>
        s.code
          .split('\n')
          .filter((line) => /^(export )?let\b/.test(line))
          .map((line) => `${s.path}: ${line}`),
      );
    expect(wrong).toEqual([]);
  });

  test('one concept, one file: at most 300 lines, and no grab bags', () => {
    const long = sources.filter((s) => s.text.split('\n').length > 300);
    expect(long.map((s) => `${s.path}: ${s.text.split('\n').length}`)).toEqual([]);
    const bags = sources.filter((s) => /(^|\/)(utils?|helpers?|common|types|misc)\.ts$/.test(s.path));
    expect(bags.map((s) => s.path)).toEqual([]);
  });

  test('a test that is called like one file of its folder in src stands where that file does', () => {
    const tests = filesUnder(TESTS).map((file) => relative(TESTS, file));
    const wrong = tests.flatMap((file) => {
      const name = /([^/]+)\.test\.ts$/.exec(file)?.[1];
      const folder = file.slice(0, file.indexOf('/'));
      const alike = sources.filter((s) => s.folder === folder && basename(s.path) === `${name}.ts`);
      const [source] = alike;
      const isThere = alike.length !== 1 || dirname(source!.path) === dirname(file);
      return isThere ? [] : [`${file} is not beside the tests of ${dirname(source!.path)}`];
    });
    expect(wrong).toEqual([]);
  });

  test('how a list ends that is cut short is said in one place', () => {
    const wrong = sources.filter(
      (s) => s.path !== 'units/cut-list.ts' && /and \$\{[^}]*\} more/.test(s.code),
    );
    expect(wrong.map((s) => s.path)).toEqual([]);
  });

  test('no default exports, no any, no barrels but index.ts', () => {
    const wrong = sources.filter(
      (s) =>
        /^export default\b/m.test(s.code) ||
        /[:<]\s*any\b/.test(s.code.split('\n').map(withoutText).join('\n')) ||
        (s.path !== 'index.ts' && /^export \* from/m.test(s.code)),
    );
    expect(wrong.map((s) => s.path)).toEqual([]);
  });
});

/** A line without the texts in quotes, which may say what they like. */
function withoutText(line: string): string {
  return line.replace(/'(?:[^'\\]|\\.)*'|`[^`]*`|"[^"]*"|\/(?![/*])(?:[^/\\\n]|\\.)+\//g, "''");
}
