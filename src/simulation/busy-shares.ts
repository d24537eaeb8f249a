import { STAGES } from '../model/model.ts';
import type { Run } from './run.ts';
import type { Task } from './state.ts';

const US_PER_SECOND = 1e6;

/** For each stage the busiest of what the flow crossed, as a share of the transfer time, interruptions left out. */
export function addBusyShares(run: Run, { transfer, progress }: Task, readBytes: number): void {
  const { startedUs, path, crossings, resources, busyAtStart } = transfer!;
  const now = run.loop.nowUs;
  const seconds = (now - startedUs) / US_PER_SECOND;
  if (seconds === 0) return;
  const busy = [0, 0, 0, 0, 0];
  const busyNow = run.loop.flows.busySecondsOf(resources, now);
  for (let i = 0; i < crossings.length; i++) {
    raise(busy, crossings[i]!.stage, (busyNow[i]! - busyAtStart[i]!) / seconds);
  }
  for (const { stage, cap } of path.caps) raise(busy, stage, readBytes / cap / seconds);
  const before = progress.seconds;
  progress.seconds += seconds;
  // A transfer that was never interrupted keeps its figures to the last bit.
  const known = progress.busy;
  progress.busy =
    before === 0
      ? busy
      : busy.map((share, stage) => (known[stage]! * before + share * seconds) / progress.seconds);
}

function raise(busy: number[], stage: (typeof STAGES)[number], share: number): void {
  const at = STAGES.indexOf(stage);
  busy[at] = Math.max(busy[at]!, Math.min(1, share));
}
