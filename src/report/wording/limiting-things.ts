import { groupedBy } from '../../collections/grouped-by.ts';
import type { LimitedBy } from '../../metrics/limits/limited-by.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import { linkOf, resourceName } from '../../model/paths/resource-name.ts';
import { entryWord } from '../../scenario/entry-words.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { capacityWord } from './resource-labels.ts';

/** Most things that are named. */
const MOST = 2;
/** Above this share of the data, other things are not worth naming. */
const NEARLY_ALL = 0.99;

/** What limits a task by itself, whatever others do. */
export const CORES_PER_TASK = 'coresPerTask';

type Used = Pick<RunResult, 'capacityUse' | 'summary'>;

/**
 * Which things limit some data, most first: `62% of it at repository archive (write 97.6% busy), 38% at repository nas (write
 * 40% busy)`. `used`: the run itself; absent: how busy they were is not known. Undefined: none is known.
 */
export function limitingThings(rows: readonly LimitedBy[], used?: Used): string | undefined {
  const total = bytesOf(rows);
  const things = [...groupedBy(rows, ({ by }) => wholeLink(by, used))]
    .map(([by, own]) => ({ by, share: bytesOf(own) / total }))
    .toSorted((a, b) => b.share - a.share);
  const [first] = things;
  if (first === undefined || total === 0) return undefined;
  if (things.length === 1) return `all of it at ${thingText(first.by, used)}`;
  if (first.share >= NEARLY_ALL) return `nearly all of it at ${thingText(first.by, used)}`;
  return firstOf(things, MOST, (thing) => {
    const ofIt = thing === first ? ' of it' : '';
    return `${formatShare(thing.share)}${ofIt} at ${thingText(thing.by, used)}`;
  });
}

/** Both directions of a link are one thing: `links.hq-branch` for `links.hq-branch.back`. */
function wholeLink(by: string, used?: Used): string {
  const { table, owner } = resourceName(by);
  if (table !== 'links') return by;
  return `${table}.${linkOf(owner, (name) => Object.hasOwn(used?.summary.links ?? {}, name))}`;
}

function bytesOf(rows: readonly LimitedBy[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}

function thingText(by: string, used?: Used): string {
  if (by === CORES_PER_TASK) return 'the cores that one task can use';
  const { table, owner, part } = resourceName(by);
  if (table === 'transport') return `the limit of one task in ${owner} (${by})`;
  const name = printable(table === 'throttles' ? by.slice(table.length + 1) : owner);
  const thing = `${entryWord(table)} ${name}`;
  if (part === 'perStream') return `the write streams of ${thing} (perStream)`;
  // Between nights everything rests, so that a mean over all of them says little.
  if (used === undefined || severalNights(used.summary) !== undefined) return thing;
  const use = table === 'links' ? used.summary.links[owner]?.utilisation : used.capacityUse.get(by);
  if (use === undefined) return thing;
  const what = part === 'bandwidth' ? '' : `${capacityWord(part)} `;
  return `${thing} (${what}${formatShare(use)} busy)`;
}
