import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { isWholeWeek } from '../../../units/weekly-interval.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import type { Fabric, Link, Throttle } from '../../scenario.ts';
import { nameBySites } from '../../tree/name-by-sites.ts';
import type { Context } from '../context.ts';

export function linksOf(context: Context): Link[] {
  const seen = new Map<string, Declared<unknown>>();
  return context.tables.links.entries.map((entry): Link => {
    const { value, origin } = entry;
    const [a = '', b = ''] = value.between;
    context.checkReferences(entry, 'between', 'sites');
    if (a === b) {
      context.error(
        'contradiction',
        entry,
        ['between'],
        `A link joins two sites, not ${shown(a)} with itself.`,
      );
    }
    const name = value.name ?? nameBySites(entry.node)!;
    if (value.name === undefined) reportTwin(context, seen, entry, name, 'link');
    return {
      name,
      between: [a, b],
      bandwidth: value.bandwidth ?? Number.POSITIVE_INFINITY,
      latencyUs: value.latency ?? 0,
      ...present({ productionLoad: value.productionLoad }),
      origin: { ...origin, path: `links.${name}` },
    };
  });
}

export function fabricsOf(context: Context): Fabric[] {
  return context.tables.fabrics.entries.map(({ name, value, origin }) => ({
    name,
    bandwidth: value.bandwidth ?? Number.POSITIVE_INFINITY,
    origin,
  }));
}

export function throttlesOf(context: Context): Throttle[] {
  const seen = new Map<string, Declared<unknown>>();
  return context.tables.throttles.entries.map((entry): Throttle => {
    const { value, origin } = entry;
    for (const key of ['between', 'from', 'to']) context.checkReferences(entry, key, 'sites');
    const oneWay = value.from ?? value.to;
    if ((value.between === undefined) === (oneWay === undefined)) {
      const message = "A throttle says either 'between' or 'from' and 'to'.";
      context.error(oneWay === undefined ? 'missing-key' : 'contradiction', entry, [], message);
    }
    if (value.between !== undefined && value.between[0] === value.between[1]) {
      context.error(
        'contradiction',
        entry,
        ['between'],
        'A throttle slows traffic between two different sites.',
      );
    }
    // Without any site it is refused above.
    const name = value.name ?? nameBySites(entry.node) ?? '';
    if (value.name === undefined) reportTwin(context, seen, entry, name, 'throttle');
    const all = context.sites.map((site) => site.name);
    const others = (known: readonly string[]) => all.filter((site) => !known.includes(site));
    const from = value.between ?? value.from ?? others(value.to ?? []);
    const to = value.between ?? value.to ?? others(value.from ?? []);
    // What acts all week always does.
    const during = value.during !== undefined && isWholeWeek(value.during) ? undefined : value.during;
    return {
      name,
      from,
      to,
      rate: value.rate,
      ...present({ during }),
      origin: { ...origin, path: `throttles.${name}` },
    };
  });
}

/** Entries without a name of their own are named by their sites, which must then differ. */
function reportTwin(
  context: Context,
  seen: Map<string, Declared<unknown>>,
  entry: Declared<unknown>,
  name: string,
  kind: string,
): void {
  const first = seen.get(name);
  if (first === undefined) {
    seen.set(name, entry);
    return;
  }
  context.findings.report('duplicate-name', `The ${kind} ${shown(name)} is declared twice.`, {
    path: entry.origin.path,
    span: spanOf(entry),
    hint: 'Give each a name of its own.',
    notes: [{ message: 'First declared here.', span: first.origin.span }],
  });
}
