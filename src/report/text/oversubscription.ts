import type { ProxySummary } from '../../metrics/summary/summary.ts';
import type { OversubscribedProxy } from '../../metrics/use/oversubscription.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import type { ReportContext } from './report-context.ts';

const SHOWN = 5;

/**
 * Proxies with more slots than their cores or memory support: how many tasks they can use, and how often more ran.
 */
export function oversubscriptionLines({ result, paint }: ReportContext): string[] {
  const { proxies } = result.summary;
  const worked = result.oversubscribed.filter(({ proxy }) => proxies[proxy]!.tasks > 0);
  if (worked.length === 0) return [];
  const lines = [...worked]
    .sort((a, b) => proxies[b.proxy]!.shareAboveKnee - proxies[a.proxy]!.shareAboveKnee)
    .slice(0, SHOWN)
    .flatMap((one) => proxyLines(one, proxies[one.proxy]!));
  return [
    paint.heading('Oversubscription'),
    ...lines,
    ...moreLine(worked.length - SHOWN, { tail: ', less often above' }),
  ];
}

function proxyLines(
  { proxy, slots, cores, tasksInMemory, lossWhenFull }: OversubscribedProxy,
  { knee, shareAboveKnee, cpuUtilisation, peakTasks }: ProxySummary,
): string[] {
  const on = cores === null ? '' : ` on ${counted(cores, 'core')} (${(slots / cores).toFixed(1)}x)`;
  const gain = knee < slots ? `: no gain beyond ${counted(knee, 'task')}` : '';
  const memory = tasksInMemory !== null && tasksInMemory < slots ? `; memory carries ${tasksInMemory}` : '';
  const above = knee < slots ? `, more than ${knee} for ${formatShare(shareAboveKnee)} of the time` : '';
  const loss = lossWhenFull >= 0.01 ? `; all ${slots} at once do ${formatShare(lossWhenFull)} less` : '';
  return [
    `  ${printable(proxy)}: ${counted(slots, 'slot')}${on}${gain}${memory}`,
    `    at most ${peakTasks} ran${above}; CPU ${formatShare(cpuUtilisation)}${loss}`,
  ];
}
