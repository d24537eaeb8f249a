import type { Scenario } from '../scenario/scenario.ts';

/**
 * `routes[from][to]`: the links to cross between two sites, fewest first, ties by declaration. Sites that no chain of
 * links joins are joined without limit: a capacity that is not given is unlimited.
 */
export function routesBetweenSites(
  siteCount: number,
  siteOf: (name: string) => number,
  links: Scenario['links'],
): number[][][] {
  const neighbours: { link: number; to: number }[][] = Array.from({ length: siteCount }, () => []);
  links.forEach((link, index) => {
    const [a, b] = [siteOf(link.between[0]), siteOf(link.between[1])];
    neighbours[a]!.push({ link: index, to: b });
    neighbours[b]!.push({ link: index, to: a });
  });
  return neighbours.map((_, from) => shortestFrom(from, neighbours));
}

function shortestFrom(from: number, neighbours: readonly { link: number; to: number }[][]): number[][] {
  const route: number[][] = neighbours.map(() => []);
  const reached = new Set([from]);
  const frontier = [from];
  for (let head = 0; head < frontier.length; head++) {
    const site = frontier[head]!;
    for (const { link, to } of neighbours[site]!) {
      if (reached.has(to)) continue;
      reached.add(to);
      route[to] = [...route[site]!, link];
      frontier.push(to);
    }
  }
  return route;
}
