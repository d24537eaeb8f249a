import type { Scenario } from '../../../src/scenario/scenario.ts';

/** What is simulated. */
export interface Night {
  /** As its text states it. */
  readonly scenario: Scenario;
  /** How many times the data that its VMs state there is. */
  readonly dataFactor?: number;
  /** Which of the nights that differ by chance alone. */
  readonly replication?: number;
}
