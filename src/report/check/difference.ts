import { isRecord } from '../../collections/record-of.ts';
import { differentRecipes } from '../fingerprint-recipe.ts';

/** One place in which two JSON values differ; undefined: absent on that side. */
export interface Difference {
  /** `jobs.nightly.sessions[0].endSeconds` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two JSON values differ, in the order of the first, then what only the second has. Exact: no tolerance. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const rows = Array.from({ length: Math.max(before.length, after.length) }, (_, row) => row);
    return rows.flatMap((row) => differences(before[row], after[row], `${path}[${row}]`));
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      differences(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`),
    );
  }
  return [{ path, before, after }];
}

/**
 * The digest of a scenario's text. Its value means nothing to a reader; only the fact that the text has changed does.
 */
const TEXT_DIGEST = 'scenario.sha256';

/** `window.seconds: was 100, is 120` */
export function differenceText({ path, before, after }: Difference): string {
  if (path === TEXT_DIGEST) return 'the text of the scenario has changed';
  const recipes = path.endsWith('fingerprint') ? differentRecipes(before, after) : undefined;
  const why =
    recipes === undefined ? '' : ` (of recipes ${recipes.was} and ${recipes.is}, which always differ)`;
  return `${path}: was ${valueText(before)}, is ${valueText(after)}${why}`;
}

/** Longest value that a line shows. */
const SHOWN = 72;

function valueText(value: unknown): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}...` : text;
}

/** Own properties only. Names come from scenarios: one called `constructor` must not find the prototype's. */
function own(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
