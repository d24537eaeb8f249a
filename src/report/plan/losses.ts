import { groupedBy } from '../../collections/grouped-by.ts';
import { compareFailures } from '../../experiment/plan/failure-order.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import { counted } from '../../units/counted.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { cutName } from '../characters/cut-name.ts';
import { firstThatFit } from '../characters/first-that-fit.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { shellWord } from '../characters/shell-word.ts';
import { type TextColumn, textTable, WIDEST_NAME } from '../text/table.ts';
import { wrapped } from '../text/wrapped.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { bestDesign, type HostNotTried, type PlanData } from './plan-data.ts';
import { heldWords, meanWords, spareWords, troubleWords } from './words.ts';

/** Most rows on a terminal, those whose loss hurts most first; `plan.json` has all. */
const SHOWN = 8;
/** Most proxies named in one row, or as those whose loss is the worst. */
const NAMED = 3;

export const LOSS_COLUMNS: readonly TextColumn[] = [
  { head: 'Lost at start' },
  { head: 'nights held', align: 'right' },
  { head: 'mean margin', align: 'right' },
  { head: 'worst night', isSentence: true },
];

/** N+1: whether the windows still hold if any one proxy, or any one host with its proxies, is missing from the start. */
export function lossLines(plan: PlanData, paint: Paint): string[] {
  if (!tellsLosses(plan)) return [];
  const sentences = (lines: readonly string[], indent: string) =>
    lines.flatMap((line) => wrapped(`${indent}${line}`, paint.width.sentence));
  const rows = lossRows(plan, (job) => cutName(job));
  return [
    ...sentences(lossVerdicts(plan, paint), ''),
    ...sentences([...hindranceLines(plan), ...lossNotes(plan)], '  '),
    ...(rows.length === 0 ? [] : textTable(LOSS_COLUMNS, rows.slice(0, SHOWN), paint)),
    ...moreLine(rows.length - SHOWN, { tail: ' in plan.json' }),
  ];
}

/** Whether there is anything to say of N+1: of something lost, or that nothing could be tried. */
export function tellsLosses({
  losses,
  hostLosses = [],
  hostsNotTried = [],
  hostProxies = 0,
  chosen,
}: PlanData): boolean {
  const isTried = losses.length > 0 || hostLosses.length > 0;
  return isTried || ((hostProxies > 0 || hostsNotTried.length > 0) && chosen !== null);
}

/** Something whose loss was tried, and what came of it. */
interface Loss {
  readonly name: string;
  readonly nights: TrialFigures;
}

/** The verdicts, a sentence each: on the loss of proxies, and of hosts. */
export function lossVerdicts(plan: PlanData, paint: Paint): string[] {
  const { losses, hostLosses = [], hostsNotTried = [], hostProxies = 0, survive = [] } = plan;
  const proxies = losses.map(({ proxy, nights }) => ({ name: printable(proxy), nights }));
  const hosts = hostLosses.map(({ host, nights }) => ({ name: printable(host), nights }));
  const declared = hostProxies === 0 ? '' : 'declared ';
  const ofProxies = { one: `${declared}proxy`, several: `${declared}proxies` };
  // No design survives the loss of a host that was not tried.
  const ofHosts =
    hostsNotTried.length === 0
      ? { one: 'host with proxies', several: 'hosts with proxies' }
      : { one: 'host that was tried', several: 'hosts that were tried' };
  const own = plan.designs[plan.best]?.nights ?? null;
  const asksInVain = survive.includes('host') && hosts.length + hostsNotTried.length === 0;
  return [
    ...(proxies.length === 0 ? [] : [lossVerdict('N+1', proxies, { ...ofProxies, own }, paint)]),
    ...(hosts.length === 0 ? [] : [lossVerdict('N+1 of hosts', hosts, { ...ofHosts, own }, paint)]),
    ...(proxies.length + hosts.length === 0 ? ['N+1: not tried, since no proxy is declared.'] : []),
    ...(asksInVain ? [`N+1 of hosts: ${whyNoHost(plan)}.`] : []),
  ];
}

/** Why no host was tried: a design that does not survive the loss of a proxy is not asked for more. */
function whyNoHost(plan: PlanData): string {
  return bestDesign(plan).shortfall?.kind === 'loss'
    ? 'not tried, since the design does not survive the loss of a proxy'
    : 'no host has a proxy';
}

function lossVerdict(
  title: string,
  losses: readonly Loss[],
  kind: { readonly one: string; readonly several: string; readonly own: TrialFigures | null },
  paint: Paint,
): string {
  const fatal = losses.filter(({ nights }) => nights.verdict === 'misses');
  const only = losses.length === 1 ? losses[0]!.name : undefined;
  if (fatal.length === 0) {
    const yes = `${title}: ${paint.good('YES')}, the windows hold if`;
    return only === undefined
      ? `${yes} any one ${kind.one} is lost; ${hurtsMost(losses, kind.own)}.`
      : `${yes} the only ${kind.one}, ${only}, is lost.`;
  }
  const which =
    only === undefined
      ? `${fatal.length} of ${losses.length} ${kind.several} cannot be spared; ${hurtsMost(losses, kind.own)}`
      : `the only ${kind.one}, ${only}, cannot be spared`;
  return `${title}: ${paint.bad('NO')}, ${which}.`;
}

/** What exactly was lost, and what was not tried. */
export function lossNotes(plan: PlanData): string[] {
  const { hostLosses = [], machines = [] } = plan;
  return [
    ...(hostLosses.length === 0
      ? []
      : [
          'A host is lost with its proxies. Its VMs run on the other hosts of its cluster (without a cluster: of its site).',
        ]),
    ...machines.map(
      ({ proxy, repositories }) =>
        `${printable(proxy)} is lost as a proxy only: ${firstOf(repositories, NAMED, printable)} ${repositories.length === 1 ? 'needs' : 'need'} its machine, and no design survives the loss of that.`,
    ),
    ...notTriedLines(plan),
    ...linkLines(plan),
  ];
}

/** Hosts whose loss was not tried, one sentence for each reason. */
function notTriedLines({ hostsNotTried = [], hostLosses, hostProxies = 0 }: PlanData): string[] {
  const because = (hosts: readonly HostNotTried[], why: string) =>
    hosts.length === 0
      ? []
      : [`Not tried: the loss of ${firstOf(hosts, NAMED, ({ host }) => printable(host))}, since ${why}.`];
  const withVms = hostsNotTried.filter(({ vms }) => vms > 0);
  const vms = withVms.reduce((sum, host) => sum + host.vms, 0);
  const withRepositories = hostsNotTried.filter((host) => host.vms === 0 && host.repositories.length > 0);
  const repositories = [...new Set(withRepositories.flatMap((host) => host.repositories))];
  const withJobs = hostsNotTried.filter((host) => host.vms === 0 && host.repositories.length === 0);
  const jobs = [...new Set(withJobs.flatMap((host) => host.jobs))];
  // A plan of an earlier version tried no hosts.
  const isOld = hostProxies > 0 && hostLosses === undefined && hostsNotTried.length === 0;
  return [
    ...because(
      withVms,
      `no other host could run ${counted(vms, 'VM')} of ${withVms.length === 1 ? 'it' : 'them'}`,
    ),
    ...because(withRepositories, `${firstOf(repositories, NAMED, printable)} would be lost with it`),
    ...because(withJobs, `${firstOf(jobs, NAMED, printable)} could write to no other`),
    ...(isOld
      ? [
          `Not tried: the loss of ${hostProxies === 1 ? 'the Hyper-V host' : `one of ${hostProxies} Hyper-V hosts`}, which works as a proxy for its own VMs.`,
        ]
      : []),
  ];
}

/** Links whose loss was not tried, and how to see what it does. */
function linkLines({ linksNotTried = [] }: PlanData): string[] {
  const [first] = linksNotTried;
  if (first === undefined) return [];
  const links = firstOf(linksNotTried, NAMED, printable);
  const setting = shellWord(`faults=[{ at: 0s, kind: link-down, target: ${first} }]`);
  return [
    `Not tried: the loss of ${linksNotTried.length === 1 ? 'link' : 'links'} ${links}, since what needs a link waits until it is back.`,
    `See what waits with run --set ${setting}`,
  ];
}

/** Fewer seconds than this are not worth a sentence. */
const LEAST_GAIN_SECONDS = 60;

/**
 * Names proxies whose loss leaves more time to spare, beyond chance. Such a proxy takes work away from a faster way, as an
 * off-host proxy may take it from the hosts. Users should know, because the cheapest change is then to use it less.
 */
export function hindranceLines(plan: PlanData): string[] {
  const { spare: own, unprotected } = bestDesign(plan).nights;
  if (own === null) return [];
  const top = own.ci95?.[1] ?? own.mean;
  const gains = plan.losses.flatMap(({ proxy, nights: { verdict, spare, unprotected: left } }) => {
    if (verdict !== 'holds' || spare === null || left > unprotected) return [];
    const isSure = (spare.ci95?.[0] ?? spare.mean) > top;
    return isSure && spare.mean - own.mean >= LEAST_GAIN_SECONDS ? [{ proxy, mean: spare.mean }] : [];
  });
  gains.sort((a, b) => b.mean - a.mean);
  const [most] = gains;
  if (most === undefined) return [];
  const names = firstOf(gains, NAMED, ({ proxy }) => printable(proxy));
  const which =
    gains.length === 1
      ? `${names} makes the nights longer: without it`
      : `${names} make the nights longer: without ${printable(most.proxy)}`;
  return [
    `${which} there is more to spare on average, ${spanText(most.mean)} instead of ${spanText(own.mean)}.`,
  ];
}

/** `1h 31m`, or late by that. */
function spanText(seconds: number): string {
  return seconds < 0 ? spareWords(seconds) : roundedSeconds(seconds);
}

/** Which loss is the worst. Losses with the same figures in the table are equally bad. `own`: the design without a loss. */
function hurtsMost(losses: readonly Loss[], own: TrialFigures | null): string {
  const inOrder = worstFirst(losses);
  const figures = ({ nights }: Pick<Loss, 'nights'>) => `${heldWords(nights.held)}, ${meanWords(nights)}`;
  const worst = inOrder.filter((loss) => figures(loss) === figures(inOrder[0]!));
  if (worst.length === losses.length) {
    const isFelt = own === null || figures({ nights: own }) !== figures(inOrder[0]!);
    return isFelt ? 'each loss hurts equally' : 'no loss makes a difference';
  }
  const names = worst.map(({ name }) => name);
  const last = names.length > NAMED ? `any of ${names.length - 1} others` : names.at(-1)!;
  const others = names.slice(0, names.length > NAMED ? 1 : -1);
  return `losing ${others.length === 0 ? last : `${others.join(', ')} or ${last}`} hurts most`;
}

interface Row extends Loss {
  /** Empty for a proxy, else `host`. */
  readonly kind: string;
  /** Those that are lost with a host. */
  readonly proxies: readonly string[];
}

/**
 * Those whose loss hurts most first. Proxies whose loss has the same effect share a row, and so do hosts. `nameOf`: how
 * a job's name is shown.
 */
export function lossRows(
  { losses, hostLosses = [] }: PlanData,
  nameOf: (job: string) => string = printable,
): string[][] {
  const proxies = losses.map(({ proxy, nights }) => ({
    kind: '',
    name: printable(proxy),
    proxies: [],
    nights,
  }));
  const hosts = hostLosses.map(({ host, proxies: own, nights }) => ({
    kind: 'host',
    name: printable(host),
    proxies: own,
    nights,
  }));
  const alike = groupedBy(worstFirst([...proxies, ...hosts]), ({ kind, nights }) =>
    JSON.stringify([kind, effectCells(nights)]),
  );
  return Array.from(alike.values(), (group) => [nameCell(group), ...effectCells(group[0]!.nights, nameOf)]);
}

/** `esx1 (px1, px2)`; a Hyper-V host that is only its own proxy is named alone. `columns`: what is left for the proxies. */
function withProxies(host: string, proxies: readonly string[], columns: number): string {
  const own = proxies.map(printable).filter((proxy) => proxy !== host);
  if (own.length === 0) return host;
  return `${host} (${firstThatFit(own, { most: NAMED, columns: columns - ' ()'.length })})`;
}

function worstFirst<Each extends Loss>(losses: readonly Each[]): Each[] {
  return [...losses].sort((a, b) => compareFailures(b.nights, a.nights));
}

function nameCell(group: readonly Row[]): string {
  const { kind } = group[0]!;
  const before = kind === '' ? '' : `${kind}${group.length > 1 ? 's' : ''} `;
  const columns = WIDEST_NAME - before.length;
  const nameOf = ({ name, proxies }: Row) =>
    group.length > 1 ? name : withProxies(name, proxies, columns - name.length);
  return `${before}${firstThatFit(group, { most: NAMED, columns }, nameOf)}`;
}

function effectCells(nights: TrialFigures, nameOf?: (job: string) => string): string[] {
  return [heldWords(nights.held), meanWords(nights), troubleWords(nights, nameOf)];
}
