/** Numbers the slots in use: each newcomer gets the lowest free slot. */
export class SlotLanes {
  readonly #most: number;
  readonly #taken: boolean[] = [];
  #lowestFree = 0;

  /** `most`: number of slots; by default unlimited. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** Takes a slot; returns its number from 0, or -1 if all are taken. */
  take(): number {
    const lane = this.#lowestFree;
    if (lane >= this.#most) return -1;
    this.#taken[lane] = true;
    while (this.#taken[this.#lowestFree] === true) this.#lowestFree++;
    return lane;
  }

  free(lane: number): void {
    this.#taken[lane] = false;
    this.#lowestFree = Math.min(this.#lowestFree, lane);
  }
}
