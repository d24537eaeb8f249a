import type { Span } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import { namesIn, noneDeclared } from '../decode/declared.ts';
import { ENTRY_WORDS } from '../entry-words.ts';
import { HIT_BY } from '../fault.ts';
import { globMatcher, isGlob } from '../names/glob.ts';
import { child } from '../tree/located.ts';
import type { Context } from './context.ts';
import type { FaultEntry } from './faults.ts';

type Section = (typeof HIT_BY)[keyof typeof HIT_BY];

/** Names of everything that a fault may hit, including proxies that exist without being declared. */
export type Named = Readonly<Record<Section, readonly string[]>>;

/** The targets of a fault, each once, in the order in which the fault names them. */
export function targetsOf(
  context: Context,
  entry: FaultEntry,
  named: Named,
): { targets: string[]; datastores: string[] } {
  const { kind } = entry.value;
  const section = HIT_BY[kind];
  const key = keyOf(context, entry, 'target');
  if (key === undefined && section !== 'vms') {
    const message = `'target' is missing in a fault of kind '${kind}'.`;
    context.report(
      'missing-key',
      entry,
      ['target'],
      message,
      `Name the ${ENTRY_WORDS[section]} that it hits.`,
    );
  }
  const store = keyOf(context, entry, 'datastore');
  const targets = resolved(context, entry, key, section, named[section]);
  if (kind === 'proxy-added') checkListed(context, entry, key);
  return { targets, datastores: resolved(context, entry, store, 'datastores', named.datastores) };
}

/** Only a declared proxy can be added: a Hyper-V host or the backup server exists from the start. */
function checkListed(context: Context, entry: FaultEntry, key: string | undefined): void {
  for (const { name, span } of key === undefined ? [] : namesIn(child(entry.node, key))) {
    if (isGlob(name) || context.tables.proxies.isDeclared(name) || !context.tables.proxies.has(name))
      continue;
    context.findings.report('contradiction', `${shown(name)} is not a listed proxy, so it cannot be added.`, {
      path: `${entry.origin.path}.${key}`,
      span,
      hint: "It exists from the start. Declare a proxy under 'proxies' to add it.",
    });
  }
}

/** Which of the two spellings of a key the fault uses; undefined: neither. */
function keyOf(context: Context, entry: FaultEntry, key: 'target' | 'datastore'): string | undefined {
  const plural = `${key}s` as const;
  const { value } = entry;
  if (value[key] !== undefined && value[plural] !== undefined) {
    const message = `'${key}' and '${plural}' are two spellings of the same key.`;
    context.report('contradiction', entry, [plural], message, 'Leave one of them out.');
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

/** Reports nothing where entries of the section could not be read: the one that is meant may be among them. */
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
    ? `No ${ENTRY_WORDS[section]} name matches ${shown(name)}.`
    : `${shown(name)} is not a ${ENTRY_WORDS[section]}.`;
  // Some may be declared, but not readable.
  const known = names.length === 0 ? context.tables[section].names : names;
  const hint = known.length === 0 ? noneDeclared(ENTRY_WORDS[section]) : didYouMean(name, known);
  context.findings.report('unknown-reference', message, { ...at, hint });
}
