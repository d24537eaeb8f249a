import { textOf } from '../helpers/random-scenario.ts';
import { type Files, runText } from '../helpers/run-scenario-text.ts';
import type { Data } from './field-case.ts';

/**
 * What was done in a run, and when. Left out is what may differ where nothing else does: what repeats the scenario, how busy
 * things were (a capacity that is stated has a use, whether it matters or not), and the grounds of decisions.
 */
export function resultOf(data: Data, files: Files = {}): string {
  const { summary, tasks, sessions, utilisation, waits } = runText(textOf(data), files);
  const { events: _events, solves: _solves, ...totals } = summary.totals;
  return JSON.stringify({
    totals,
    vms: summary.vms,
    met: summary.expect.map(({ value, ok }) => ({ value, ok })),
    tasks: tasks.map(({ decidedBy: _decidedBy, bottleneck: _bottleneck, ...task }) => task),
    sessions: sessions.map(({ load: _load, bottleneck: _bottleneck, ...session }) => session),
    counts: utilisation.filter(({ resource }) => resource.startsWith('tasks.')),
    waits,
  });
}
