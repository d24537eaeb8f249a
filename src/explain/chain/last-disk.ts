import type { ToldTask } from '../state/chronicle.ts';

/** Whether a task had ended at or before an instant. A VM's snapshot exists until its last disk ends, unless the array has its own. */
export function isOverBy({ endUs }: ToldTask, atUs: number): boolean {
  return endUs >= 0 && endUs <= atUs;
}
