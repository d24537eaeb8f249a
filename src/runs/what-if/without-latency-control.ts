import type { Summary } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Doubling, NO_FIGURE } from './doubling.ts';

/**
 * The run without latency control, which shows what the protection of production costs. Undefined where it held back no
 * task and slowed down no transfer. It is no advice: production pays for what backups save.
 */
export function withoutLatencyControl(
  scenario: Scenario,
  { waits, datastores }: Summary,
): Doubling | undefined {
  const throttled = Object.values(datastores).some(({ secondsThrottled }) => secondsThrottled > 0);
  const held = waits['datastore-latency'] + waits['start-spacing'];
  if (!scenario.latencyControl.enabled || (held === 0 && !throttled)) return undefined;
  return {
    ...NO_FIGURE,
    what: 'latencyControl',
    set: ['latencyControl=false'],
    apply: (before) => ({ ...before, latencyControl: { ...before.latencyControl, enabled: false } }),
  };
}
