import { groupedBy } from '../../collections/grouped-by.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model, ProxyRow } from '../../model/model.ts';
import { PLATFORM_WORDS } from '../../scenario/platform-words.ts';
import { MODE_TRAITS, TRANSPORT_MODES, type TransportMode } from '../../scenario/transport-modes.ts';
import { named, warning } from './finding.ts';

/** Proxies that may use only modes that their kind cannot use: easily done by `proxies.*.modes` where kinds are mixed. */
export function uselessModes({ proxies }: Model): Diagnostic[] {
  const listed = proxies.filter(({ modes, isHost, enabled }) => modes !== 'auto' && !isHost && enabled);
  const useless = listed.filter((proxy) => !modesOf(proxy).some((mode) => isOfUse(mode, proxy)));
  const groups = groupedBy(useless, (proxy) => `${kindWords(proxy)}/${modesOf(proxy)}/${goesOver(proxy)}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    const [modes, isOne] = [modesOf(first!).join(', '), group.length === 1];
    const whom = `${kindWords(first!)} ${isOne ? 'proxy' : 'proxies'} ${named(group)}`;
    const then = goesOver(first!)
      ? `${isOne ? 'it reads' : 'they read'} over the network`
      : `${isOne ? 'it never takes' : 'they never take'} a task`;
    const others = listed.filter(
      (proxy) => !useless.includes(proxy) && `${modesOf(proxy)}` === `${modesOf(first!)}`,
    );
    const alone = others.length === 0 ? '' : ` Set ${modes} only for ${named(others)}.`;
    return warning(
      'modes-without-use',
      `Modes ${modes} are of no use to the ${whom}: ${then}.`,
      `Usable there: ${usable(first!)}.${alone}`,
      first!.origin,
    );
  });
}

function modesOf({ modes }: ProxyRow): readonly TransportMode[] {
  return modes === 'auto' ? [] : modes;
}

/** Whether a proxy of this kind could use the mode, given a path to the storage. */
function isOfUse(mode: TransportMode, { platform, physical }: ProxyRow): boolean {
  const { platform: own, through } = MODE_TRAITS[mode];
  // Hot-add is for virtual proxies, on-host mode for hosts, which are not among the listed proxies.
  return own === platform && (through !== 'host' || (mode === 'hotadd' && !physical));
}

/** Whether it reads over the network instead, as it does where a mode of its kind has no way to a disk. */
function goesOver({ platform, failoverToNetwork }: ProxyRow): boolean {
  return platform === 'vsphere' && failoverToNetwork;
}

function kindWords({ platform, physical }: ProxyRow): string {
  return `${physical ? 'physical' : 'virtual'} ${PLATFORM_WORDS[platform]}`;
}

function usable(proxy: ProxyRow): string {
  return TRANSPORT_MODES.filter((mode) => isOfUse(mode, proxy)).join(', ');
}
