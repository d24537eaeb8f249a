import type { Model } from '../../model/model.ts';
import { coresWith } from '../../model/proxy-cores.ts';

/** The slots of proxies that are in use, and which proxies are online. */
export class ProxySlots {
  readonly #slots: Int32Array;
  readonly #running: Int32Array;
  readonly #lastPlacement: Int32Array;
  readonly #online: Uint8Array;
  /** Effective cores by proxy and number of running tasks; and where the entries of each proxy begin. */
  readonly #cores: Float64Array;
  readonly #coresFrom: Int32Array;
  #placements = 0;

  constructor({ proxies, scenario }: Model) {
    this.#slots = Int32Array.from(proxies, ({ slots }) => slots);
    this.#running = new Int32Array(proxies.length);
    this.#lastPlacement = new Int32Array(proxies.length);
    this.#online = new Uint8Array(proxies.length);
    const cores: number[] = [];
    this.#coresFrom = Int32Array.from(proxies, (proxy) => {
      const from = cores.length;
      for (let tasks = 0; tasks <= proxy.slots; tasks++) {
        cores.push(coresWith(proxy, tasks, scenario.oversubscriptionPenalty));
      }
      return from;
    });
    this.#cores = Float64Array.from(cores);
  }

  isOnline(proxy: number): boolean {
    return this.#online[proxy] === 1;
  }

  setOnline(proxy: number, isOnline: boolean): void {
    this.#online[proxy] = isOnline ? 1 : 0;
  }

  running(proxy: number): number {
    return this.#running[proxy]!;
  }

  slots(proxy: number): number {
    return this.#slots[proxy]!;
  }

  hasFree(proxy: number): boolean {
    return this.#running[proxy]! < this.#slots[proxy]!;
  }

  /** Number of the last placement on the proxy, counted from 1; 0: none yet. */
  lastPlacement(proxy: number): number {
    return this.#lastPlacement[proxy]!;
  }

  /** Effective cores of the proxy with the tasks it is running. */
  cores(proxy: number): number {
    return this.#cores[this.#coresFrom[proxy]! + this.#running[proxy]!]!;
  }

  take(proxy: number): void {
    if (!this.hasFree(proxy)) throw new Error(`proxy ${proxy} has no free slot`);
    this.#running[proxy]!++;
    this.#lastPlacement[proxy] = ++this.#placements;
  }

  free(proxy: number): void {
    this.#running[proxy]!--;
  }
}
