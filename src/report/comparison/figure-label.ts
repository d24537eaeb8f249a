/**
 * The label of a replicated figure in tables for people: `window, nightly`, `waits, proxy-slot`; otherwise its path.
 */
export function figureLabel(metric: string): string {
  if (metric === 'window.seconds') return 'window, all jobs';
  if (metric === 'nights.longestSeconds') return 'longest night';
  const job = /^jobs\.(.*)\.window$/s.exec(metric);
  if (job !== null) return `window, ${job[1]}`;
  if (metric === 'vms.unprotected') return 'unprotected VMs';
  return metric.replace(/^(waits|totals)\./, '$1, ');
}
