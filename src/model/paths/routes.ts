import type { Scenario } from '../../scenario/scenario.ts';
import type { Hop } from '../model.ts';

interface Neighbour {
  readonly hop: Hop;
  readonly to: number;
}

/**
 * `routes[from][to]`: the route with the fewest links between two sites, ties by declaration. The route is empty if no links
 * join the sites: then data flows between them without limit, because a capacity that is not stated is unlimited.
 */
export function routesBetweenSites(
  siteCount: number,
  siteOf: (name: string) => number,
  links: Scenario['links'],
): Hop[][][] {
  const neighbours: Neighbour[][] = Array.from({ length: siteCount }, () => []);
  links.forEach((link, index) => {
    const [a, b] = [siteOf(link.between[0]), siteOf(link.between[1])];
    neighbours[a]!.push({ hop: { link: index, isBack: false }, to: b });
    neighbours[b]!.push({ hop: { link: index, isBack: true }, to: a });
  });
  return neighbours.map((_, from) => shortestFrom(from, neighbours));
}

function shortestFrom(from: number, neighbours: readonly Neighbour[][]): Hop[][] {
  const route: Hop[][] = neighbours.map(() => []);
  const reached = new Set([from]);
  const frontier = [from];
  for (let head = 0; head < frontier.length; head++) {
    const site = frontier[head]!;
    for (const { hop, to } of neighbours[site]!) {
      if (reached.has(to)) continue;
      reached.add(to);
      route[to] = [...route[site]!, hop];
      frontier.push(to);
    }
  }
  return route;
}
