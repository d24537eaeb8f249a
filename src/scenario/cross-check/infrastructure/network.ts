import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { isWholeWeek } from '../../../units/weekly-interval.ts';
import { type Declared, spanOf } from '../../decode/declared.ts';
import type { Fabric, Link, Throttle } from '../../scenario.ts';
import { nameBySites } from '../../tree/name-by-sites.ts';
import type { Context } from '../context.ts';

type ThrottleEntry = Context['tables']['throttles']['entries'][number];
type NamedEntry = Declared<{ readonly name?: string | undefined }>;

export function linksOf(context: Context): Link[] {
  const seen = new Map<string, NamedEntry>();
  const joining = new Map<string, string>();
  return context.tables.links.entries.map((entry): Link => {
    const { value, origin } = entry;
    const [a = '', b = ''] = value.between;
    context.checkReferences(entry, 'between', 'sites');
    if (a === b) {
      context.report(
        'contradiction',
        entry,
        ['between'],
        `A link joins two different sites, not ${shown(a)} with itself.`,
      );
    }
    const name = value.name ?? nameBySites(entry.node)!;
    checkName(context, seen, entry, name, 'link');
    const ends = [a, b].sort().join('\n');
    const other = joining.get(ends);
    if (other === undefined) joining.set(ends, name);
    else if (other !== name)
      context.findings.report(
        'no-effect',
        `${shown(name)} joins the same sites as ${shown(other)}: all data takes the link that is declared first.`,
        {
          path: `links.${name}`,
          span: spanOf(entry, 'between'),
          hint: 'Write one link with the bandwidth of both.',
        },
      );
    if (value.productionLoad !== undefined && value.bandwidth === undefined)
      context.noEffect({ ...entry, name }, 'productionLoad', "'bandwidth' is not given, so it is unlimited.");
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
  const seen = new Map<string, NamedEntry>();
  return context.tables.throttles.entries.map((entry): Throttle => {
    const { value, origin } = entry;
    for (const key of ['between', 'from', 'to']) context.checkReferences(entry, key, 'sites');
    const oneWay = value.from ?? value.to;
    if ((value.between === undefined) === (oneWay === undefined)) {
      const message =
        oneWay === undefined
          ? "A throttle rule needs 'between', or 'from' and 'to'."
          : "A throttle rule has either 'between', or 'from' and 'to'.";
      const hint = "Write for example 'between: [hq, dr]' for both ways, or 'from: hq, to: dr' for one.";
      context.report(oneWay === undefined ? 'missing-key' : 'contradiction', entry, [], message, hint);
    }
    // A rule without any site was refused above.
    const name = value.name ?? nameBySites(entry.node) ?? '';
    checkName(context, seen, entry, name, 'throttle');
    const all = context.sites.map((site) => site.name);
    const others = (known: readonly string[]) => all.filter((site) => !known.includes(site));
    const from = value.between ?? value.from ?? others(value.to ?? []);
    const to = value.between ?? value.to ?? others(value.from ?? []);
    checkEnds(context, entry, from, to);
    // A rule that acts all week always acts.
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

/** Traffic inside a site matches no rule: one whose two ends are the same site would never act. */
function checkEnds(
  context: Context,
  entry: ThrottleEntry,
  from: readonly string[],
  to: readonly string[],
): void {
  const { between, from: given, to: other } = entry.value;
  if (between === undefined && (given === undefined || other === undefined)) return;
  if (from.some((site) => to.some((end) => end !== site))) return;
  const keys = between === undefined ? ['to'] : ['between'];
  const hint = 'Name another site at one of the ends.';
  context.report(
    'contradiction',
    entry,
    keys,
    'A throttle rule limits traffic between two different sites.',
    hint,
  );
}

/** An entry without a name is named by its sites; this must not be the name of another entry. */
function checkName(
  context: Context,
  seen: Map<string, NamedEntry>,
  entry: NamedEntry,
  name: string,
  kind: string,
): void {
  const first = seen.get(name);
  if (first === undefined) {
    seen.set(name, entry);
    return;
  }
  // Where both names are written the section's own check has reported it.
  if (first.value.name !== undefined && entry.value.name !== undefined) return;
  context.findings.report('duplicate-name', `The ${kind} ${shown(name)} is declared twice.`, {
    path: entry.origin.path,
    span: spanOf(entry),
    hint: 'Give each a name of its own.',
    notes: [{ message: 'First declared here.', span: first.origin.span }],
  });
}
