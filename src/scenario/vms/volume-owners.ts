import { largestBy } from '../../collections/extremes.ts';

/** Which host owns how many cluster shared volumes, so that further volumes spread evenly over their hosts. */
export class VolumeOwners {
  readonly #owned = new Map<string, number>();

  /** `owners`: one host for each volume whose owner is known. */
  constructor(owners: Iterable<string>) {
    for (const owner of owners) this.#count(owner);
  }

  /** The first of the hosts that own fewest volumes. It then owns one more. */
  next(hosts: readonly string[]): string | undefined {
    const least = largestBy(hosts, (host) => -(this.#owned.get(host) ?? 0));
    if (least !== undefined) this.#count(least);
    return least;
  }

  #count(host: string): void {
    this.#owned.set(host, (this.#owned.get(host) ?? 0) + 1);
  }
}
