import type { ProxySummary } from '../../metrics/summary/summary.ts';
import { printable } from '../characters/printable.ts';

/** `hotadd 137, nbd 2`: how many tasks used each mode; `nothing` if there was none. */
export function modesText({ modes }: Pick<ProxySummary, 'modes'>, nothing: string): string {
  const used = Object.entries(modes).filter(([, tasks]) => tasks > 0);
  return used.length === 0 ? nothing : used.map(([mode, tasks]) => `${printable(mode)} ${tasks}`).join(', ');
}
