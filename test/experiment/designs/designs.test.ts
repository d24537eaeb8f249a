import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Axis } from '../../../src/experiment/designs/axis.ts';
import { readAxes, readAxis } from '../../../src/experiment/designs/axis-spec.ts';
import { designText } from '../../../src/experiment/designs/design.ts';
import { countDesigns, designProblems, designsOf } from '../../../src/experiment/designs/designs.ts';
import type { Sampling } from '../../../src/experiment/designs/experiment.ts';
import { latinHypercube } from '../../../src/experiment/designs/latin-hypercube.ts';

function axis(text: string): Axis {
  const read = readAxis(text);
  if (!read.ok) throw new Error(read.diagnostics[0]!.message);
  return read.value;
}

function axesOf(text: string): readonly Axis[] {
  const read = readAxes(text);
  if (!read.ok) throw new Error(read.diagnostics[0]!.message);
  return read.value;
}

function planned(texts: readonly string[], kind: Sampling = { kind: 'crossed' }, policies: string[] = []) {
  return { axes: texts.flatMap(axesOf), sampling: kind, policies, replications: 1, seed: 1 };
}

const texts = (text: string) => axis(text).values.map((value) => value.text);
const sizes = (text: string) => axis(text).values.map((value) => value.size);

describe('an axis', () => {
  test.each([
    ['slots=2..16:2', '2 4 6 8 10 12 14 16'],
    ['slots=1..4', '1 2 3 4'],
    ['slots=2..7:2', '2 4 6'],
    ['slots=1..32:x2', '1 2 4 8 16 32'],
    ['read=0.5..1.5:0.25 GB/s', '0.5 GB/s|0.75 GB/s|1 GB/s|1.25 GB/s|1.5 GB/s'],
    ['read=400..1200:400 MB/s', '400 MB/s|800 MB/s|1200 MB/s'],
    ['rate=1..3:1%', '1% 2% 3%'],
    ['x=4, 8 ,16', '4 8 16'],
    ['order=rts,fifo', 'rts fifo'],
    ['modes=[san, hotadd],[nbd]', '[san, hotadd]|[nbd]'],
    ["name='a,b',c", "'a,b'|c"],
    ['window=7h,8h', '7h 8h'],
  ])('%s', (text, values) => {
    expect(texts(text)).toEqual(values.includes('|') ? values.split('|') : values.split(/ (?=\S)/));
  });

  test('knows quantities in their base unit, and other values as text', () => {
    expect(sizes('a=2..6:2')).toEqual([2, 4, 6]);
    expect(sizes('a=400..800:400 MB/s')).toEqual([400e6, 800e6]);
    expect(sizes('a=10%,20%')).toEqual([0.1, 0.2]);
    expect(sizes('a=8 GB,2 TiB')).toEqual([8e9, 2 * 2 ** 40]);
    expect(sizes('a=1h')).toEqual([3_600e6]);
    expect(sizes('a=rts,fifo')).toEqual([null, null]);
  });

  test.each([
    ['slots', "'slots' is not PATH=VALUES"],
    ['slots=', "'slots' has no values"],
    ['=1..2', 'is not PATH=VALUES'],
    ['slots=16..2', 'is empty: it goes downwards'],
    ['slots=2..16:0', 'has a step of 0'],
    ['slots=1..8:x1', 'does not grow'],
    ['slots=0..8:x2', 'does not grow'],
    ['read=400..1200 MB/s', 'has no step'],
    ['read=0.5..2', 'has no step'],
    ['read=400 MB/s..1200 MB/s:200 MB/s', 'is not a range'],
    ['slots=1..1000000000', 'more than 10000 values'],
    ['slots=4,,8', 'has an empty value'],
    ['slots=4,8,4', "takes '4' twice"],
    ['slots=4,8,04', "takes '4' and '04', which are the same"],
    ['write=1 GB/s,1000 MB/s', "takes '1 GB/s' and '1000 MB/s', which are the same"],
    ['order=fifo,list,fifo', "takes 'fifo' twice"],
    ['slots=1.2.3..4', 'is not a range of numbers'],
  ])('%s is refused: %s', (text, words) => {
    const read = readAxis(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.diagnostics[0]!.message).toContain(words);
  });
});

describe('designs', () => {
  test('axes are crossed, the last one fastest; policies slowest', () => {
    expect(
      designsOf(planned(['a=1,2', 'b=x,y'], { kind: 'crossed' }, ['rts', 'fifo'])).map(designText),
    ).toEqual([
      'a=1, b=x, policy rts',
      'a=1, b=y, policy rts',
      'a=2, b=x, policy rts',
      'a=2, b=y, policy rts',
      'a=1, b=x, policy fifo',
      'a=1, b=y, policy fifo',
      'a=2, b=x, policy fifo',
      'a=2, b=y, policy fifo',
    ]);
  });

  test('axes in one --vary vary together, and are crossed with the rest', () => {
    expect(designsOf(planned(['a=1,2; b=x,y'])).map(designText)).toEqual(['a=1, b=x', 'a=2, b=y']);
    const mixed = planned(['a=1,2;b=x,y', 'c=0,9', 'd=5;e=6']);
    expect(designsOf(mixed).map(designText)).toEqual([
      'a=1, b=x, c=0, d=5, e=6',
      'a=1, b=x, c=9, d=5, e=6',
      'a=2, b=y, c=0, d=5, e=6',
      'a=2, b=y, c=9, d=5, e=6',
    ]);
    expect(countDesigns(mixed)).toBe(4);
    expect(designProblems(planned(['a=1,2; b=x; c=1..3', 'd=1']))[0]!.message).toBe(
      '--vary: what goes step by step has different numbers of values: a 2, b 1, c 3.',
    );
  });

  test('a Latin hypercube draws once for axes that vary together', () => {
    const drawn = designsOf(planned(['a=1..8; b=11..18', 'c=1..8'], { kind: 'latin-hypercube', samples: 8 }));
    const alone = designsOf(planned(['a=1..8', 'c=1..8'], { kind: 'latin-hypercube', samples: 8 }));
    const values = drawn.map(({ overlays }) => overlays.map(({ value }) => Number(value)));
    expect(values.map(([a, , c]) => [a, c])).toEqual(
      alone.map(({ overlays }) => overlays.map(({ value }) => Number(value))),
    );
    for (const [a, b] of values) expect(b).toBe(a! + 10);
  });

  test('semicolons inside quotes and brackets belong to a value', () => {
    const read = readAxes('a="x;y",z; b=[1; 2],3');
    expect(
      read.ok && read.value.map(({ path, values }) => [path, ...values.map(({ text }) => text)]),
    ).toEqual([
      ['a', '"x;y"', 'z'],
      ['b', '[1; 2]', '3'],
    ]);
    expect(readAxes('a=1,2;').ok).toBe(false);
  });

  test('counts of proxies are set last, so that copies equal their originals', () => {
    expect(designsOf(planned(['proxies.px.count=3', 'proxies.px.cores=8'])).map(designText)).toEqual([
      'proxies.px.cores=8, proxies.px.count=3',
    ]);
  });

  test('no axis at all gives the unchanged scenario', () => {
    expect(designsOf(planned([])).map(designText)).toEqual(['as it is']);
  });

  test('10^9 points are counted, not made', () => {
    const grid = planned(['a=1..1000', 'b=1..1000', 'c=1..1000']);
    expect(countDesigns(grid)).toBe(1e9);
    expect(designProblems(grid)[0]!.message).toBe('--vary: the grid has 1000000000 runs.');
  });

  test('a grid has a hundred thousand runs at most, replications and policies counted', () => {
    const runs = (axes: string, replications: number, policies: string[] = []) =>
      designProblems({ ...planned([axes], undefined, policies), replications });
    expect(runs('a=1..1000', 100)).toEqual([]);
    expect(runs('a=1..1000', 50, ['rts', 'fifo'])).toEqual([]);
    expect(runs('a=1..1000', 101)).toMatchObject([
      {
        message: '--vary: the grid has 101000 runs.',
        hint: 'An experiment has at most 100000: take larger steps, fewer axes or, in a sweep, --lhs N.',
      },
    ]);
    expect(runs('a=1..1000', 51, ['rts', 'fifo'])[0]!.message).toBe('--vary: the grid has 102000 runs.');
    expect(countDesigns(planned(['a=1..1000'], { kind: 'latin-hypercube', samples: 7 }, ['x', 'y']))).toBe(
      14,
    );
  });

  test('axes that vary together need equally many values; that error has no hint', () => {
    expect(designProblems(planned(['a=1,2;b=3,4', 'c=1']))).toEqual([]);
    const [found, ...others] = designProblems(planned(['a=1,2;b=3,4,5']));
    expect(others).toEqual([]);
    expect(found!.message).toBe('--vary: what goes step by step has different numbers of values: a 2, b 3.');
    expect(found).not.toHaveProperty('hint');
  });

  test('another seed draws and shuffles a Latin hypercube anew', () => {
    const drawn = (seed: number) => latinHypercube([axis('a=1..20')], 20, seed).map(([value]) => value!);
    const sorted = Array.from({ length: 20 }, (_, at) => at);
    expect(drawn(1)).not.toEqual(sorted);
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(drawn(1).toSorted((a, b) => a - b)).toEqual(sorted);
  });

  test.each([
    ['a=1..10000', 10_000],
    ['a=1..10001', undefined],
    [`a=${Array.from({ length: 10_000 }, (_, at) => at).join()}`, 10_000],
    [`a=${Array.from({ length: 10_001 }, (_, at) => at).join()}`, undefined],
  ])('an axis has at most ten thousand values', (text, count) => {
    const read = readAxis(text);
    expect(read.ok ? read.value.values.length : undefined).toBe(count);
  });

  test.each([
    ['a=1..3 MB/s', "'1..3 MB/s' has no step.", 'Write for example 1..3:STEP MB/s.'],
    ['a=1.5..3', "'1.5..3' has no step.", 'Write for example 1.5..3:STEP.'],
    ['a=1..3.5', "'1..3.5' has no step.", 'Write for example 1..3.5:STEP.'],
    [
      'a=1..8:x1.5',
      "'1..8:x1.5' does not grow.",
      'A factor is a whole number from 2 on, and 0 cannot be multiplied.',
    ],
    ['a=1..2.3.4:1', "'1..2.3.4:1' is not a range of numbers.", undefined],
    ['a=1..2:1.2.3', "'1..2:1.2.3' is not a range of numbers.", undefined],
    [
      'a=10 MB/s..20 MB/s:5',
      "'10 MB/s..20 MB/s:5' is not a range.",
      'Write the unit once, at the end: 400..1200:200 MB/s.',
    ],
  ])('%s is refused: %s', (text, message, hint) => {
    const read = readAxis(text);
    const [found] = read.ok ? [] : read.diagnostics;
    expect(found?.message).toContain(message);
    if (hint !== undefined) expect(found?.hint).toBe(hint);
  });

  test('varying an axis twice is an error', () => {
    expect(designProblems(planned(['a=1', 'a=2']))[0]!.message).toBe("--vary: 'a' is varied twice.");
  });

  const someAxes = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.integer({ min: 1, max: 6 }).map((n) => axis(`${name}=1..${n}`)))),
    );
  const asSet = (axes: readonly Axis[]) =>
    new Set(
      designsOf({ axes, sampling: { kind: 'crossed' }, policies: [], replications: 1, seed: 1 }).map(
        ({ overlays }) =>
          overlays
            .map(({ path, value }) => `${path}=${value}`)
            .sort()
            .join(),
      ),
    );

  test('law: axes in another order give the same set of points, as many as counted', () => {
    fc.assert(
      fc.property(someAxes, (axes) => {
        const points = asSet(axes);
        expect(asSet([...axes].reverse())).toEqual(points);
        expect(points.size).toBe(
          countDesigns({ axes, sampling: { kind: 'crossed' }, policies: [], replications: 1, seed: 1 }),
        );
      }),
    );
  });

  test('law: a Latin hypercube covers every axis evenly, and other axes do not change its draw', () => {
    fc.assert(
      fc.property(
        someAxes,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 99 }),
        (axes, samples, seed) => {
          const rows = latinHypercube(axes, samples, seed);
          axes.forEach(({ values }, column) => {
            const counts = values.map((_, i) => rows.filter((row) => row[column] === i).length);
            for (const count of counts) {
              expect(count).toBeGreaterThanOrEqual(Math.floor(samples / values.length));
              expect(count).toBeLessThanOrEqual(Math.ceil(samples / values.length));
            }
            const alone = latinHypercube([axes[column]!], samples, seed);
            expect(alone.map((row) => row[0])).toEqual(rows.map((row) => row[column]));
          });
        },
      ),
    );
  });
});
