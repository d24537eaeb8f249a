import { ASSUMED_CHANGE_RATE } from '../../assumed.ts';
import type { VmFigures } from '../past/vm-figures.ts';

/** What the used space of a VM comes from: past sessions, or `list`, the figure of a list of VMs. */
export type UsedSource = VmFigures['usedFrom'] | 'list';

const TEXTS: readonly (readonly [UsedSource, string])[] = [
  ['list', 'as the lists say'],
  ['report', 'as the reports say'],
  ['full', 'read by their last full'],
  ['change', `ASSUMED so that what they read is a daily change of ${ASSUMED_CHANGE_RATE}`],
  ['nothing', 'ASSUMED, their whole size or 100 GB'],
];

/** `3 as the reports say; 2 what their last full has read`. */
export function usedSourcesText(sources: readonly UsedSource[]): string {
  return TEXTS.flatMap(([source, text]) => {
    const count = sources.filter((other) => other === source).length;
    return count === 0 ? [] : [`${count} ${text}`];
  }).join('; ');
}
