/** What a run draws at random: figures of disks, faults, or what the scheduler chooses. */
export type LeftToChance = 'disks' | 'faults' | 'scheduler';
