import type { CutShort } from '../../experiment/cut-short.ts';
import { formatCount } from '../wording/metric-value.ts';

/** That the windows of some runs say only when the work was stopped. */
export function cutShortSentence({ cutShort }: CutShort): string[] {
  if (cutShort === undefined) return [];
  const tasks = `${formatCount(cutShort)} ${cutShort === 1 ? 'task' : 'tasks'} a run`;
  return [
    `Stopped before their end: ${tasks}, on average. Such windows do not show how long the work takes.`,
  ];
}
