import type { Overlay } from '../../scenario/overlay/overlay.ts';

/** One way of building and running the site: what is changed in the scenario, and under which policy it runs. */
export interface DesignPoint {
  /** Applied in this order after those of the whole experiment. */
  readonly overlays: readonly Overlay[];
  /** A policy that ships or a user's file, as the user wrote it; absent: the scenario's own. */
  readonly policy?: string;
}

/** The design in words: `proxies.px1.cores=8, policy rts`; the scenario as it is says so. */
export function designText({ overlays, policy }: DesignPoint): string {
  const words = overlays.map(({ path, value }) => `${path}=${value}`);
  if (policy !== undefined) words.push(`policy ${policy}`);
  return words.length === 0 ? 'as it is' : words.join(', ');
}
