import { lognormalFrom, sample } from '../../engine/random/distributions.ts';
import { stream } from '../../engine/random/random.ts';
import type { Disk, DiskPopulation, Distribution } from '../../scenario/vms/vm.ts';
import type { VmTable } from '../../scenario/vms/vm-table.ts';

/**
 * The VMs with all their disks; disks of populations are drawn. Each figure of each disk has its own random stream, named by VM
 * and disk, so that adding a VM, proxy or figure changes no other draw. The disks of a population take its datastores in turn.
 */
export function withSettledDisks(vms: VmTable, draws: Draws): VmTable {
  const { names, populations } = vms.columns;
  if (populations.size === 0) return vms;
  const turn = new Map<number, number>();
  const drawn = new Map<number, readonly Disk[]>();
  for (const [vm, population] of populations) {
    const start = turn.get(population.population) ?? 0;
    const disks = drawDisks(names[vm]!, population, start, draws);
    turn.set(population.population, start + disks.length);
    drawn.set(vm, disks);
  }
  return vms.withDisks(drawn);
}

export interface Draws {
  readonly replication: number;
  readonly seed: number | string;
}

function drawDisks(vm: string, population: DiskPopulation, start: number, draws: Draws): Disk[] {
  const draw = (purpose: string, entity: string, from: Distribution) =>
    drawFrom(from, draws, purpose, entity);
  const count = Math.max(1, Math.round(draw('disk-count', vm, population.count)));
  return Array.from({ length: count }, (_, k) => {
    const entity = `${vm}/${k}`;
    const size = Math.max(1, Math.round(draw('disk-size', entity, population.size)));
    const used = draw('disk-used', entity, population.used.distribution);
    return {
      name: String(k),
      datastore: population.datastores[(start + k) % population.datastores.length]!,
      size,
      used: Math.min(size, Math.max(0, Math.round(population.used.of === 'size' ? size * used : used))),
      changeRate: clampShare(draw('change-rate', entity, population.changeRate)),
      deleted: clampShare(draw('deleted', entity, population.deleted)),
      swap: clampShare(draw('swap', entity, population.swap)),
      thin: population.thin,
    };
  });
}

function drawFrom(from: Distribution, draws: Draws, purpose: string, entity: string): number {
  if (from.kind === 'constant') return from.value;
  const random = stream(draws.seed, draws.replication, purpose, entity);
  if (from.kind !== 'lognormal') return sample(from, random);
  const { median, p95, ...bounds } = from;
  return sample({ ...lognormalFrom({ median, p95 }), ...bounds }, random);
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
