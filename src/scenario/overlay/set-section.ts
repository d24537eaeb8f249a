import type { Findings } from '../findings.ts';
import { type Located, type LocatedEntry, type LocatedMap, valueWords } from '../tree/located.ts';
import { applySettings, type Setting } from './overlay.ts';

/** Applies the `set` section of a file, as `--set` would, in the order of the file. */
export function withSettings(root: LocatedMap, set: Located | undefined, findings: Findings): LocatedMap {
  if (set === undefined) return root;
  if (set.kind !== 'map') {
    const hint = "Write for example 'set: { proxies.px1.maxConcurrentTasks: 16 }'.";
    findings.report('wrong-type', `'set' must be a map of paths to values, not ${valueWords(set)}.`, {
      path: 'set',
      span: set.span,
      hint,
    });
    return root;
  }
  return applySettings(root, set.entries.map(settingOf), findings);
}

function settingOf({ key: path, keySpan, value }: LocatedEntry): Setting {
  const { source, start, end } = keySpan;
  // For a key in quotes or with escapes the offsets of its parts are not known.
  const isAsWritten = source.text.startsWith(path, start);
  return {
    path,
    value,
    span: { source, start, end: Math.max(end, value.span.end) },
    spanOf: (from, to) => (isAsWritten ? { source, start: start + from, end: start + to } : keySpan),
  };
}

/** Inventories that a `set` section replaces others with: the values of `vms.NUMBER.inventory`. */
export function inventoriesSet(set: Located | undefined): Located[] {
  if (set?.kind !== 'map') return [];
  return set.entries.flatMap(({ key, value }) => (/^vms\..*\.inventory$/.test(key) ? [value] : []));
}
