/** A flow as sharing sees it: units of each resource that it needs per unit of rate, and the most that it can take. */
export interface Sharer {
  readonly needs: ReadonlyMap<string, number>;
  readonly cap: number;
}

/**
 * Max-min fair rates by progressive filling: the rates of all grow alike until a resource is full or a flow has all that it can
 * take; who is held back keeps what it has, and the rest go on.
 */
export function maxMinRates(flows: readonly Sharer[], capacityOf: (resource: string) => number): number[] {
  const rates = flows.map((): number | undefined => undefined);
  const resources = [...new Set(flows.flatMap(({ needs }) => [...needs.keys()]))];
  while (rates.includes(undefined)) {
    const levels = resources.map((resource) => {
      let free = capacityOf(resource);
      let need = 0;
      flows.forEach(({ needs }, row) => {
        const a = needs.get(resource) ?? 0;
        if (rates[row] === undefined) need += a;
        else if (a > 0) free -= a * rates[row];
      });
      return need === 0 ? Number.POSITIVE_INFINITY : Math.max(0, free) / need;
    });
    const level = Math.min(
      ...levels,
      ...flows.map(({ cap }, row) => (rates[row] === undefined ? cap : Number.POSITIVE_INFINITY)),
    );
    const full = resources.filter((_, row) => levels[row] === level);
    flows.forEach(({ needs, cap }, row) => {
      if (rates[row] !== undefined) return;
      const isHeld = cap === level || full.some((resource) => (needs.get(resource) ?? 0) > 0);
      if (isHeld || level === Number.POSITIVE_INFINITY) rates[row] = level;
    });
  }
  return rates.map((rate) => rate!);
}
