import type { Guest } from './inventory.ts';

const LINUX = new RegExp(
  [
    ...['linux', 'ubuntu', 'debian', 'centos', 'red hat', 'rhel', 'suse', 'sles', 'fedora', 'rocky', 'alma'],
    ...['oracle', 'photon', 'amazon', 'coreos', 'asianux', 'gentoo', 'flatcar'],
  ].join('|'),
  'i',
);

/**
 * Family of a guest from the first of its names that says anything: only Windows matters to the model
 * (BitLooker).
 */
export function guestFamily(...names: readonly string[]): Guest {
  for (const name of names) {
    if (/windows/i.test(name)) return 'windows';
    if (LINUX.test(name)) return 'linux';
  }
  return 'other';
}
