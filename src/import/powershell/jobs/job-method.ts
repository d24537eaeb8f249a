import { present } from '../../../collections/present.ts';
import type { SheetRow } from '../../tables/sheet.ts';
import type { Report } from '../codes.ts';
import { weekdaysIn, weekdayWords } from '../schedules/weekdays.ts';
import type { JobColumn } from './job-headers.ts';

type JobRow = SheetRow<JobColumn>;

/** How a job makes and stores its backups; keys and words are those of a scenario's job. */
export interface JobMethod {
  readonly method?: 'forward-incremental' | 'forever-incremental' | 'reverse-incremental' | 'active-full';
  readonly activeFull?: { readonly days: readonly string[] };
  readonly syntheticFull?: { readonly days: readonly string[] };
  readonly restorePoints?: number;
  readonly compression?: string;
  readonly blockSize?: string;
  readonly encryption?: true;
  /** Only where the product's preset is switched off. */
  readonly bitLooker?: false;
}

/** Words of the REST interface, of PowerShell's enumeration, and its numbers. */
const COMPRESSION: Readonly<Record<string, string>> = {
  none: 'none',
  '0': 'none',
  dedupe: 'dedupe-friendly',
  dedupefriendly: 'dedupe-friendly',
  'dedupe-friendly': 'dedupe-friendly',
  '4': 'dedupe-friendly',
  optimal: 'optimal',
  auto: 'optimal',
  '5': 'optimal',
  high: 'high',
  '6': 'high',
  extreme: 'extreme',
  '9': 'extreme',
};

/** `KbBlockSize1024`, `1MB`; the largest size has two names, by the storage that it is meant for. */
const BLOCK_SIZES: Readonly<Record<string, string>> = {
  '256': '256 KB',
  '512': '512 KB',
  '1024': '1 MB',
  '1': '1 MB',
  '4096': '4 MB',
  '8192': '4 MB',
  '4': '4 MB',
};

/** Who keeps more keeps all, within any run. */
const MOST_POINTS = 10_000;

/** The method of a backup job; `report` hears what had to be assumed. */
export function methodOfRow(row: JobRow, report: Report): JobMethod {
  const restorePoints = row.number('restorePoints');
  const level = row.text('compression').toLowerCase();
  if (level !== '' && COMPRESSION[level] === undefined) report('job-compression-unknown');
  return {
    ...fullsOf(row, report),
    ...present({
      restorePoints:
        restorePoints !== undefined && restorePoints >= 1
          ? Math.min(MOST_POINTS, Math.round(restorePoints))
          : undefined,
      compression: COMPRESSION[level],
      blockSize: BLOCK_SIZES[/\d+/.exec(row.text('blockSize'))?.[0] ?? ''],
      encryption: row.flag('encryption') === true ? true : undefined,
      bitLooker: row.flag('excludeDeleted') === false ? false : undefined,
    }),
  };
}

/**
 * `Increment` makes increments behind a full one, periodic fulls where they are switched on, and a chain without end where
 * not; `Syntethic` is the product's own word for reverse incremental.
 */
function fullsOf(row: JobRow, report: Report): Pick<JobMethod, 'method' | 'activeFull' | 'syntheticFull'> {
  const algorithm = row.text('algorithm').toLowerCase();
  const activeDays = row.flag('fullEnabled') === true ? activeFullDays(row, report) : [];
  const activeFull = activeDays.length === 0 ? {} : { activeFull: { days: weekdayWords(activeDays) } };
  if (/^(syntethic|synthetic|reverse)/.test(algorithm))
    return { method: 'reverse-incremental', ...activeFull };
  if (/^(full|activefull)$/.test(algorithm)) return { method: 'active-full' };
  if (algorithm !== '' && !/^(increment|forward|transform|forever)/.test(algorithm))
    report('job-method-unknown');
  const isForever = row.flag('syntheticEnabled') === false && row.flag('fullEnabled') !== true;
  if (isForever || /^forever/.test(algorithm)) return { method: 'forever-incremental' };
  const makesSynthetic = row.flag('syntheticEnabled') === true && row.flag('syntheticWeekly') !== false;
  // The day that has both makes the active one.
  const days = makesSynthetic ? weekdaysIn(row.text('syntheticDays')) : [];
  const syntheticDays = days.filter((day) => !activeDays.includes(day));
  const syntheticFull =
    syntheticDays.length === 0 ? {} : { syntheticFull: { days: weekdayWords(syntheticDays) } };
  return { method: 'forward-incremental', ...activeFull, ...syntheticFull };
}

function activeFullDays(row: JobRow, report: Report): number[] {
  if (/^month/i.test(row.text('fullKind')) || row.flag('fullWeekly') === false) {
    report('job-full-monthly');
    return [];
  }
  return weekdaysIn(row.text('fullDays'));
}
