import type { ToldTask } from '../state/chronicle.ts';

/** Whether a task had ended by an instant, or just then. A VM's snapshot is there for its last disk, unless the array has its own. */
export function isOverBy({ endUs }: ToldTask, atUs: number): boolean {
  return endUs >= 0 && endUs <= atUs;
}
