import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import { sumOf } from '../figures/spread.ts';
import type { Task } from '../simulator/task.ts';
import type { Notebook } from './notebook.ts';
import type { Holder } from './scarcity.ts';

/** Who caused the waiting for one cause: at every moment who holds what is waited for, in equal parts. */
export function blamesOf({ notes }: Notebook, cause: WaitCause) {
  const charges = notes.flatMap(({ stretch, waits }) =>
    [...waits]
      .filter(([, wait]) => wait.cause === cause)
      .map(([task, { what, holders }]) => ({
        task,
        // Nobody holds the time between two tries, but a job says how long it is.
        what: what ?? (cause === 'retry-wait' ? `jobs.${task.job.name}` : 'nothing'),
        holders,
        stretch,
        us: stretch.toUs - stretch.fromUs,
      })),
  );
  const byHolder = (nameOf: (holder: Holder) => string) => {
    const sums = new Map<string, number>();
    for (const { holders, us } of charges)
      for (const holder of holders)
        sums.set(nameOf(holder), (sums.get(nameOf(holder)) ?? 0) + us / holders.length);
    return Object.fromEntries([...sums].map(([name, us]) => [name, { us }]));
  };
  const things = [...new Set(charges.map(({ what }) => what))];
  return {
    waitedUs: sumOf(charges.map(({ us }) => us)),
    tasks: new Set(charges.map(({ task }): Task => task)).size,
    nobodyUs: sumOf(charges.filter(({ holders }) => holders.length === 0).map(({ us }) => us)),
    byThing: Object.fromEntries(
      things.map((thing) => {
        const own = charges.filter(({ what }) => what === thing);
        const moments = [...new Set(own.map(({ stretch }) => stretch))];
        return [
          thing,
          {
            us: sumOf(own.map(({ us }) => us)),
            wantedUs: sumOf(moments.map(({ fromUs, toUs }) => toUs - fromUs)),
            mostWaiting: Math.max(
              ...moments.map((moment) => own.filter(({ stretch }) => stretch === moment).length),
            ),
          },
        ];
      }),
    ),
    byJob: byHolder((holder) => ownersOf(holder).job),
    byVm: byHolder((holder) => {
      const { job, vm, rest } = ownersOf(holder);
      return vm ?? `${rest} of ${job}`;
    }),
  };
}

/** Whose it is: a VM's, or something else of a job. */
function ownersOf(holder: Holder): { readonly job: string; readonly vm?: string; readonly rest?: string } {
  if ('work' in holder) return { job: holder.session.job.name, rest: 'transforms' };
  if ('disk' in holder) return { job: holder.job.name, vm: holder.vmRun.vm.name };
  const of = 'chainOf' in holder ? holder.chainOf : holder;
  return 'vm' in of ? { job: of.session.job.name, vm: of.vm.name } : { job: of.job.name, rest: 'the chain' };
}
