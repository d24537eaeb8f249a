import type { ProductStart } from '../schedules/product-schedule.ts';
import type { ProductJob } from './jobs.ts';

/** A job before it is known whom it follows. */
export interface JobDraft {
  readonly product: ProductJob;
  /** The product's own, or what it comes to for a copy. */
  readonly start: ProductStart | undefined;
  readonly repository: string;
  readonly source?: string;
  readonly vms: readonly string[];
  readonly isEnabled: boolean;
  /** The job after which it starts, where there is one. */
  readonly leader?: ProductJob;
}
