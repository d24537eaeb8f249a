import type { Model } from '../../model/model.ts';
import type { TraceSink } from '../../trace/record.ts';
import { Gate, type OpenGates } from '../queue/gate.ts';

/** A backup chain, written as one file: that of a VM, or without per-VM files that of a whole session. */
export interface Chain {
  /** The plain repository or extent that it goes to; -1: not chosen yet. */
  repository: number;
  /** The proxy whose machine writes it, where the gateway is the first proxy to work on it; -1: not chosen yet. */
  gateway: number;
  /** Whether it holds a slot, where the repository counts slots by chain. */
  holdsSlot: boolean;
}

export function newChain(): Chain {
  return { repository: -1, gateway: -1, holdsSlot: false };
}

/** The slots of repositories in use: one per running task, or one per chain in process. */
export class RepositorySlots {
  readonly #model: Model;
  readonly #trace: TraceSink;
  readonly #taken: number[];
  /** By repository: the gates that are shut while it is full. */
  readonly #gates: readonly Gate[][];
  readonly #openGates: OpenGates;

  constructor(model: Model, trace: TraceSink, openGates: OpenGates) {
    this.#model = model;
    this.#trace = trace;
    this.#taken = model.repositories.map(() => 0);
    this.#gates = model.repositories.map(() => []);
    this.#openGates = openGates;
  }

  /** Makes a gate that is open while all of these repositories have a free slot. */
  gate(repositories: readonly number[]): Gate {
    const full = repositories.filter((repository) => !this.hasRoom(repository, undefined));
    const gate = new Gate(this.#openGates, full.length);
    for (const repository of repositories) this.#gates[repository]!.push(gate);
    return gate;
  }

  /** Drops all gates: the ways that they belong to are found again, so nothing will sleep behind them. */
  forgetGates(): void {
    for (const gates of this.#gates) gates.length = 0;
  }

  hasRoom(repository: number, chain: Chain | undefined): boolean {
    const { slots, slotPerChain } = this.#model.repositories[repository]!;
    if (slotPerChain && chain?.holdsSlot === true) return true;
    return this.#taken[repository]! < slots;
  }

  /** Slots in use / slots; 0 for a repository without limit. */
  load(repository: number): number {
    return this.#taken[repository]! / this.#model.repositories[repository]!.slots;
  }

  take(repository: number, chain: Chain | undefined, nowUs: number): void {
    if (!this.hasRoom(repository, chain)) throw new Error(`repository ${repository} has no free slot`);
    if (!this.#model.repositories[repository]!.slotPerChain || chain === undefined) {
      this.#count(repository, 1);
      return;
    }
    if (chain.holdsSlot) return;
    chain.holdsSlot = true;
    this.#count(repository, 1);
    this.#trace.record({ kind: 'chain-opened', at: nowUs, repository });
  }

  /** Frees the slot of a task that has ended; a chain keeps its slot until it is done. */
  free(repository: number, chain: Chain | undefined): void {
    if (this.#model.repositories[repository]!.slotPerChain && chain !== undefined) return;
    this.#count(repository, -1);
  }

  /** Frees the slot of a chain to which nothing more will be written in this session. */
  chainDone(chain: Chain, nowUs: number): void {
    if (!chain.holdsSlot) return;
    chain.holdsSlot = false;
    this.#count(chain.repository, -1);
    this.#trace.record({ kind: 'chain-closed', at: nowUs, repository: chain.repository });
  }

  #count(repository: number, by: 1 | -1): void {
    const { slots } = this.#model.repositories[repository]!;
    const before = this.#taken[repository]!;
    this.#taken[repository] = before + by;
    if (before < slots === before + by < slots) return;
    for (const gate of this.#gates[repository]!) gate.change(by);
  }
}
