import type { Overlay } from '../../scenario/overlay/overlay.ts';

/** One variant of the site: the changes to the scenario, and the policy under which it runs. */
export interface DesignPoint {
  /** Applied in this order, after those of the whole experiment. */
  readonly overlays: readonly Overlay[];
  /** A preset or a user's file, as the user wrote it; absent: the scenario's own policy. */
  readonly policy?: string;
}

/** The design in words: `proxies.px1.cores=8, policy rts`, or `as it is`. */
export function designText({ overlays, policy }: DesignPoint): string {
  const words = overlays.map(({ path, value }) => `${path}=${value}`);
  if (policy !== undefined) words.push(`policy ${policy}`);
  return words.length === 0 ? 'as it is' : words.join(', ');
}
