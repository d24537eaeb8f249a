import { capitalised } from '../../units/capitalised.ts';
import { shortPath } from '../characters/short-path.ts';
import { cutsShort, type SweepData, type SweepDesign, tellsIntervals, variesStarts } from './sweep-data.ts';
import {
  bottleneckOf,
  intervalWordsOf,
  meanDoneOf,
  meanWindowOf,
  metWords,
  mostWaited,
  stoppedOf,
  tightestOf,
  windowWordsOf,
} from './words.ts';

/** A column of the table of designs, for page and `report.md`. */
export interface DesignColumn {
  readonly head: string;
  /** `rank`: from 0. */
  readonly cell: (design: SweepDesign, rank: number) => string;
  readonly isFigure?: boolean;
  /** Single words. */
  readonly isWord?: boolean;
  /** What a page tells in more than plain words. */
  readonly tells?: 'met' | 'waited';
}

/** Columns that would be empty for all designs are left out. */
export function designColumns(sweep: SweepData): DesignColumn[] {
  const { designs, axes } = sweep;
  const paths = axes.map(({ path }) => path);
  const where = (isShown: boolean, column: DesignColumn) => (isShown ? [column] : []);
  return [
    { head: 'Rank', cell: (_, rank) => `${rank + 1}`, isFigure: true },
    ...paths.map((path) => ({
      head: shortPath(path, paths),
      cell: ({ values }: SweepDesign) => values[path] ?? '–',
      ...(hasFigures(designs, path) ? { isFigure: true } : { isWord: true }),
    })),
    ...where(
      designs.some(({ policy }) => policy !== null),
      { head: 'Policy', cell: ({ policy }) => policy ?? 'own' },
    ),
    {
      head: capitalised(windowWordsOf(sweep)),
      cell: (design) => meanWindowOf(sweep, design) ?? 'none',
      isFigure: true,
    },
    ...where(cutsShort(sweep), {
      head: 'Tasks stopped',
      cell: (design) => stoppedOf(design) ?? '–',
      isFigure: true,
    }),
    ...where(tellsIntervals(sweep), {
      head: '95% interval of its mean',
      cell: (design) => intervalWordsOf(sweep, design),
      isFigure: true,
    }),
    { head: 'Windows met', cell: metWords, tells: 'met' },
    ...where(
      designs.some((design) => tightestOf(design) !== undefined),
      { head: 'Tightest job', cell: (design) => tightestOf(design) ?? '–' },
    ),
    ...where(variesStarts(sweep), {
      head: 'Mean job end',
      cell: (design) => meanDoneOf(design) ?? '–',
      isFigure: true,
    }),
    { head: 'Waits most for', cell: (design) => mostWaited(design)?.cause ?? 'nothing', tells: 'waited' },
    { head: 'Bottleneck', cell: (design) => bottleneckOf(design) ?? '–' },
  ];
}

/** Whether all values of an axis are figures, such as `8` or `400 MB/s`, and none is a word. */
function hasFigures(designs: readonly SweepDesign[], path: string): boolean {
  return designs.every(({ values }) => /^\d/.test(`${values[path] ?? 0}`));
}
