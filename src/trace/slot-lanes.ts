/** Which of a thing's places are taken: whoever comes gets the lowest free one, as people number slots. */
export class SlotLanes {
  readonly #most: number;
  readonly #taken: boolean[] = [];
  #lowestFree = 0;

  /** `most` places, or as many as are needed. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** From 0; -1: all are taken. */
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
