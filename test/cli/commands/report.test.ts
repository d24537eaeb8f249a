import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/program.ts';
import { formatSeconds } from '../../../src/report/wording/metric-value.ts';
import { formatShare } from '../../../src/units/format-quantity.ts';
import { DRAWN } from '../experiment/fixture.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const FILE = 'night.yaml';
const text = (io: MemoryIo, file: string) => textOf(io.files.get(file)!);
const textOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/** What two runs left, one of them with another seed. */
async function twoResults(): Promise<MemoryIo> {
  const io = memoryIo({ files: { [FILE]: SMALL_SCENARIO } });
  const options = ['--charts', 'none', '--analysis', 'none'];
  expect(await main(['run', FILE, '-o', 'a', ...options], io)).toBe(0);
  const changed = ['--set', 'repositories.repo1.write=50 MB/s'];
  expect(await main(['run', FILE, '-o', 'b', ...options, ...changed], io)).toBe(0);
  return io;
}

describe('report', () => {
  let results: MemoryIo;
  beforeAll(async () => {
    results = await twoResults();
  });
  /** A world of its own with the results in it. */
  const fresh = (change: (name: string, content: string) => string = (_, content) => content) =>
    memoryIo({
      files: Object.fromEntries(
        [...results.files].map(([name, content]) => [name, change(name, textOf(content))] as const),
      ),
    });

  test('remakes the page and report.md as the run made them, without the scenario', async () => {
    const io = fresh();
    const before = { page: text(io, 'a/report.html'), markdown: text(io, 'a/report.md') };
    for (const gone of [FILE, 'a/report.html', 'a/report.md', 'a/summary.json', 'a/tasks.csv'])
      io.files.delete(gone);
    expect(await main(['report', 'a', '--charts', 'none'], io)).toBe(0);
    expect(io.out()).toBe('a/report.html\n');
    expect(text(io, 'a/report.html')).toBe(before.page);
    expect(text(io, 'a/report.md')).toBe(before.markdown);
  });

  test('the page of a run with replications has their windows, both from run and from report', async () => {
    const io = memoryIo({ files: { [FILE]: SMALL_SCENARIO } });
    const options = ['--charts', 'none', '--analysis', 'none', '--replications', '3', '--workers', '1'];
    expect(await main(['run', FILE, '-o', 'r', ...options], io)).toBe(0);
    const page = text(io, 'r/report.html');
    expect(page).toContain('<h2 id="replications-title">Over all replications</h2>');
    expect(page).toMatch(
      /<th scope="row">nightly<\/th>(<td class="figure">[^<]+<\/td>){4}<td class="figure">100%/,
    );
    expect(await main(['report', 'r', '--charts', 'none'], io)).toBe(0);
    expect(text(io, 'r/report.html')).toBe(page);
  });

  test('redraws the picture of replications, or removes it like the others', async () => {
    const io = memoryIo({ files: { [FILE]: SMALL_SCENARIO } });
    const options = ['--charts', 'svg', '--analysis', 'none', '--replications', '3', '--workers', '1'];
    expect(await main(['run', FILE, '-o', 'r', ...options], io)).toBe(0);
    const pictures = () => [...io.files.keys()].filter((name) => name.startsWith('r/charts/')).sort();
    // The numbers of its clips go on from picture to picture.
    const drawn = () => text(io, 'r/charts/replications.svg').replace(/cl_[0-9a-f]+/g, 'clip');
    const before = { names: pictures(), picture: drawn() };
    io.files.delete('r/charts/replications.svg');
    expect(await main(['report', 'r', '--charts', 'svg'], io)).toBe(0);
    expect(drawn() === before.picture).toBe(true);
    expect(await main(['report', 'r'], io)).toBe(0);
    expect(pictures()).toEqual(before.names.map((name) => name.replace('.svg', '.png')));
    expect(await main(['report', 'r', '--charts', 'none'], io)).toBe(0);
    expect(pictures()).toEqual([]);
  });

  test.each([
    ['replications.json', '{', 'is damaged or cut off. Without that file it is the result of one run alone.'],
    ['replications.json', '{"format":"proxysim-plan/2"}', 'is not the replications of a run.'],
    [
      'replications.json',
      '{"format":"proxysim-replications/1","replications":3,"allMeetWindows":null,"window":{"seconds":{"mean":"3m"}}}',
      "is damaged: 'window.seconds.mean' is missing or wrong.",
    ],
    ['replications.csv', 'a,b\n', "has no column 'replication'."],
  ])('a damaged %s is reported, and nothing is written: %s', async (name, content, sentence) => {
    const sound = '{"format":"proxysim-replications/1","replications":3,"allMeetWindows":null}';
    const io = fresh();
    io.files.set('a/replications.json', sound);
    io.files.set(`a/${name}`, content);
    expect(await main(['report', 'a', '--charts', 'none'], io)).toBe(2);
    expect(io.err()).toContain(`'a/${name}' ${sentence}`);
    expect(io.written).toEqual([]);
  });

  test('-o writes only the page, to a file', async () => {
    const io = fresh();
    expect(await main(['report', 'a', '-o', 'for-you.html'], io)).toBe(0);
    expect(io.written).toEqual(['for-you.html']);
    expect(text(io, 'for-you.html')).toBe(text(io, 'a/report.html'));
  });

  test('for results with replications it shows means and paired differences, not those of the first alone', async () => {
    const io = fresh();
    const drawn = (folder: string, ...more: readonly string[]) =>
      main(
        [
          'run',
          'drawn.yaml',
          '-o',
          folder,
          '--charts',
          'none',
          '--replications',
          '5',
          '--workers',
          '1',
          ...more,
        ],
        io,
      );
    io.files.set('drawn.yaml', DRAWN);
    await drawn('five');
    await drawn('slower', '--set', 'proxies.*.maxConcurrentTasks=1');
    expect(await main(['report', 'five', 'slower'], io)).toBe(0);
    const page = text(io, 'comparison.html');
    const [five, slower] = ['five', 'slower'].map(
      (folder) => JSON.parse(text(io, `${folder}/replications.json`)).window.seconds.mean as number,
    );
    const apart = `${formatSeconds(slower! - five!)} (${formatShare(slower! / five! - 1)}) longer`;
    expect(page).toContain(
      `B: the mean window is ${apart}: ${formatSeconds(slower!)} instead of ${formatSeconds(five!)} (95% interval `,
    );
    expect(page).toContain('<section id="replications"');
    expect(page).toMatch(/B - A/);
    expect(page).toContain(`>+${formatSeconds(slower! - five!)}<`);
    expect(page).toContain(
      'B against A: The decisions differ in 5 of 5 replications. DIFFERENT beyond chance',
    );
    // Beside a single run the replications of the other prove nothing.
    expect(await main(['report', 'five', 'a'], io)).toBe(0);
    expect(text(io, 'comparison.html')).not.toContain('id="replications"');
  });

  test('several results are shown side by side, with their changes from the first', async () => {
    const io = fresh();
    expect(await main(['report', 'a', 'b'], io)).toBe(0);
    expect(io.out()).toBe('comparison.html\n');
    const page = text(io, 'comparison.html');
    expect(page).toContain('<title>2 designs side by side</title>');
    const seconds = (folder: string): number => JSON.parse(text(io, `${folder}/summary.json`)).window.seconds;
    expect(seconds('b')).toBeGreaterThan(seconds('a'));
    expect(page).toMatch(/<th scope="row">all jobs<\/th>.*class="note">\+/);
    for (const folder of ['a', 'b']) {
      expect(page).toContain(JSON.parse(text(io, `${folder}/summary.json`)).fingerprint);
    }
  });

  test.each([
    ['damaged', (t: string) => t.slice(0, -40), "'a/report.json' is damaged or cut off."],
    ['another version', (t: string) => t.replace(/report\/\d+/, 'report/0'), 'is of another version'],
    ['something else', () => '{"format":"x"}', 'is not a stored report'],
  ])('a result that is %s is refused with a message', async (_, change, sentence) => {
    const io = fresh((name, content) => (name === 'a/report.json' ? change(content) : content));
    expect(await main(['report', 'a'], io)).toBe(2);
    expect(io.err()).toContain(sentence);
    expect(io.written).toEqual([]);
  });

  test.each([
    [[], "'d' does not exist. 'proxysim run FILE -o d' makes it."],
    [['d'], "'d' is a file, not a result folder."],
    [['d/notes.txt'], "'d' is not a result folder. 'proxysim run FILE -o d' makes one."],
    [['d/shard-1-of-3.ndjson'], "'d' holds shards of a sweep. 'proxysim merge d/shard-*.ndjson -o DIR'"],
    [['d/journal.ndjson'], "'d' holds runs of an experiment that was not finished."],
    [['d/journal-1-of-3.ndjson'], 'Its command with --resume continues it.'],
    [['d/x/summary.json', 'd/y/z/plan.json'], 'those in it are: d/x, d/y/z.'],
    [[1, 2, 3, 4, 5].map((n) => `d/${n}/sweep.json`), 'those in it are: d/1, d/2, d/3 and 2 more.'],
  ])('for something other than a result it says what that is and what to do: %j', async (paths, sentence) => {
    for (const args of [
      ['report', 'd'],
      ['report', 'd', 'd'],
    ]) {
      const io = memoryIo({ files: Object.fromEntries(paths.map((path) => [path, '{}'])) });
      expect(await main(args, io)).toBe(2);
      expect(io.err()).toContain(sentence);
      expect(io.written).toEqual([]);
    }
  });

  test('an accepted result has no page, and a sweep has no result of a single run', async () => {
    const io = memoryIo({ files: { 'd/summary.json': '{}', 's/sweep.json': '{}' } });
    expect(await main(['report', 'd'], io)).toBe(2);
    expect(io.err()).toContain("'d' holds only an accepted result, without report.json.");
    expect(await main(['compare', 's', 'd'], io)).toBe(2);
    expect(io.err()).toContain("'s' is the folder of a sweep, which has no result of one run.");
  });

  test.each(['compare', 'report'])(
    '%s for several folders including a plan says how to make the page of a plan',
    async (command) => {
      const io = memoryIo({ files: { 'd/plan.json': '{}' } });
      expect(await main([command, 'd', 'd'], io)).toBe(2);
      expect(io.err()).toContain(
        "'d' is the folder of a plan, which has no result of one run. 'proxysim report d' makes its page.",
      );
    },
  );

  test('a sweep becomes a page of its designs, the shortest window first', async () => {
    const designs = [9000, 5000].map((mean, i) => ({
      values: { 'proxies.px1.maxConcurrentTasks': `${4 * (i + 1)}` },
      policy: null,
      seed: 1,
      replications: 3,
      allMeetWindows: { share: 1 },
      boundBy: 'proxies.px1.slots',
      bottlenecks: { nightly: 'proxy' },
      window: { seconds: { mean, ci95: [mean - 60, mean + 60], p95: mean } },
      waits: { 'proxy-slot': { mean: 120, ci95: null, p95: 120 } },
    }));
    const sweep = {
      format: 'proxysim-sweep/1',
      scenario: { name: 'Sizes <b>', file: 'night.yaml' },
      seed: 1,
      replications: 3,
      axes: [{ path: 'proxies.px1.maxConcurrentTasks', values: ['4', '8'] }],
      designs,
      curves: [],
      heatMaps: [],
    };
    const io = memoryIo({ files: { 's/sweep.json': JSON.stringify(sweep) } });
    expect(await main(['report', 's'], io)).toBe(0);
    const page = text(io, 's/report.html');
    expect(page).toContain('<title>Sizes &lt;b&gt;: 2 designs</title>');
    const rows = [
      ...page.matchAll(/<tr><th scope="row" class="figure">(\d)<\/th><td class="figure">(\d)<\/td>/g),
    ];
    expect(rows.map(([, rank, slots]) => [rank, slots])).toEqual([
      ['1', '8'],
      ['2', '4'],
    ]);
    expect(page).toContain('1h 22m to 1h 24m');
    const [first] = designs;
    for (const [content, sentence] of [
      ['{', 'is damaged or cut off.'],
      ['{"format":"proxysim-plan/2"}', 'is not a sweep.'],
      ['{"format":"proxysim-sweep/9"}', "is of another version ('proxysim-sweep/9')"],
      ['{"format":"proxysim-sweep/1"}', "is damaged: 'scenario' is missing or wrong."],
      [
        JSON.stringify({ ...sweep, designs: [{ ...first, window: { seconds: { mean: 1 } } }] }),
        "is damaged: 'designs[0].window.seconds.ci95' is missing or wrong.",
      ],
    ]) {
      io.files.set('s/sweep.json', content!);
      expect(await main(['report', 's'], io)).toBe(2);
      expect(io.err()).toContain(`'s/sweep.json' ${sentence}`);
    }
  });
});
