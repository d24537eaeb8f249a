import type { Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { namesIn } from '../decode/declared.ts';
import { ENTRY_WORDS } from '../entry-words.ts';
import { HIT_BY } from '../fault.ts';
import { globMatcher, isGlob } from '../names/glob.ts';
import { child } from '../tree/located.ts';
import type { Context } from './context.ts';
import type { FaultEntry } from './faults.ts';

type Section = (typeof HIT_BY)[keyof typeof HIT_BY];

/** Names of everything that a fault may hit, also of what is there without being listed. */
export type Named = Readonly<Record<Section, readonly string[]>>;

/** What a fault hits, each name once, in the order in which the fault names it. */
export function targetsOf(
  context: Context,
  entry: FaultEntry,
  named: Named,
): { targets: string[]; datastores: string[] } {
  const { kind } = entry.value;
  const section = HIT_BY[kind];
  const key = keyOf(context, entry, 'target');
  if (key === undefined && section !== 'vms') {
    const message = `A fault of kind '${kind}' does not say what it hits: 'target' is missing.`;
    context.error('missing-key', entry, ['target'], message, `It hits a ${ENTRY_WORDS[section]}, by name.`);
  }
  const store = keyOf(context, entry, 'datastore');
  const targets = resolved(context, entry, key, section, named[section]);
  if (kind === 'proxy-added') checkListed(context, entry, key);
  return { targets, datastores: resolved(context, entry, store, 'datastores', named.datastores) };
}

/** A Hyper-V host or the backup server is there from the start: only a listed proxy can come. */
function checkListed(context: Context, entry: FaultEntry, key: string | undefined): void {
  for (const { name, span } of key === undefined ? [] : namesIn(child(entry.node, key))) {
    if (isGlob(name) || context.tables.proxies.isDeclared(name) || !context.tables.proxies.has(name))
      continue;
    context.findings.report('contradiction', `${shown(name)} is not a listed proxy, so it cannot be added.`, {
      path: `${entry.origin.path}.${key}`,
      span,
      hint: "It is there from the start. List a proxy under 'proxies' to add it.",
    });
  }
}

/** The one said of two spellings of a key. */
function keyOf(context: Context, entry: FaultEntry, key: 'target' | 'datastore'): string | undefined {
  const plural = `${key}s` as const;
  const { value } = entry;
  if (value[key] !== undefined && value[plural] !== undefined) {
    const message = `'${key}' and '${plural}' are the same.`;
    context.error('contradiction', entry, [plural], message, 'Leave one of them out.');
  }
  if (value[key] !== undefined) return key;
  return value[plural] === undefined ? undefined : plural;
}

function resolved(
  context: Context,
  entry: FaultEntry,
  key: string | undefined,
  section: Section,
  names: readonly string[],
): string[] {
  if (key === undefined) return [];
  const listedOnly = entry.value.kind === 'proxy-added';
  const found = new Set<string>();
  for (const { name, span } of namesIn(child(entry.node, key))) {
    const fits = globMatcher(name);
    const matching = names.filter(
      (one) => fits(one) && (!listedOnly || context.tables.proxies.isDeclared(one)),
    );
    for (const one of matching) found.add(one);
    if (matching.length === 0)
      reportUnknown(context, section, name, names, { path: `${entry.origin.path}.${key}`, span });
  }
  return [...found];
}

/** Silent where entries of the section could not be read: the one that is meant may be among them. */
function reportUnknown(
  context: Context,
  section: Section,
  name: string,
  names: readonly string[],
  at: { readonly path: string; readonly span: Span },
): void {
  if (context.sections.unreadable.has(section)) return;
  if (!isGlob(name) && context.tables[section].has(name)) return;
  if (context.isBroken(section) && (isGlob(name) || section === 'vms')) return;
  const message = isGlob(name)
    ? `No ${ENTRY_WORDS[section]} is named like ${shown(name)}.`
    : `${shown(name)} is not a ${ENTRY_WORDS[section]}.`;
  const hint = names.length === 0 ? 'There are none.' : didYouMean(name, names);
  context.findings.report('unknown-reference', message, { ...at, hint });
}
