import type { DiskPopulation, Distribution } from '../../../src/scenario/vms/vm.ts';
import { Draws } from './chance.ts';
import type { Night } from './night.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A disk as it is drawn: amounts are bytes. */
export interface DrawnDisk {
  readonly name: string;
  readonly size: number;
  readonly used: number;
  readonly changeRate: number;
  readonly deleted: number;
  readonly swap: number;
  readonly thin: boolean;
}

/** The disks of a VM of a population: every figure of every disk from a stream of its own, one number for each. */
export function disksDrawn(night: Night, vm: string, of: DiskPopulation): DrawnDisk[] {
  const { dataFactor = 1 } = night;
  const draw = (what: string, entity: string, from: Distribution) =>
    quantile(from, new Draws(night, what, entity).next());
  const count = Math.max(1, Math.round(draw('disk-count', vm, of.count)));
  return Array.from({ length: count }, (_, number) => {
    const entity = `${vm}/${number}`;
    const size = Math.max(1, Math.round(draw('disk-size', entity, of.size) * dataFactor));
    const used = draw('disk-used', entity, of.used.distribution);
    const bytes = of.used.of === 'size' ? used * size : used * dataFactor;
    return {
      name: `${number}`,
      size,
      used: Math.min(size, Math.round(bytes)),
      changeRate: asShare(draw('change-rate', entity, of.changeRate)),
      deleted: asShare(draw('deleted', entity, of.deleted)),
      swap: asShare(draw('swap', entity, of.swap)),
      thin: of.thin,
    };
  });
}

function asShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** The value that a share `p` of all draws does not exceed: the inverse of the distribution function. */
function quantile(of: Distribution, p: number): number {
  switch (of.kind) {
    case 'constant':
      return of.value;
    case 'uniform':
      return of.low + p * (of.high - of.low);
    case 'exponential':
      return -of.mean * Math.log1p(-p);
    case 'triangular': {
      const { low, mode, high } = of;
      if (low === high) return low;
      const atMode = (mode - low) / (high - low);
      return p < atMode
        ? low + Math.sqrt(p * (high - low) * (mode - low))
        : high - Math.sqrt((1 - p) * (high - low) * (high - mode));
    }
    case 'lognormal': {
      const { median, p95, min = 0, max = Number.POSITIVE_INFINITY } = of;
      const spread = Math.log(p95 / median) / normalQuantile(0.95);
      return Math.min(max, Math.max(min, median * Math.exp(spread * normalQuantile(p))));
    }
    case 'discrete': {
      const { values, weights } = of;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let below = 0;
      return values.find((_, row) => {
        below += weights[row]!;
        return p * total < below;
      })!;
    }
  }
}
