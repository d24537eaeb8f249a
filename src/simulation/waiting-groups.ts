import type { Gate } from './gate.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import { compareStandings, type Standing, Standings } from './standings.ts';
import type { Session } from './state.ts';
import { WaitClock } from './wait-clock.ts';
import type { Ways } from './ways.ts';

/** Tasks of a crowd whose VMs run on one host: nothing at all tells them apart but the queue's order. */
export class WaitingLine implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  readonly crowd: WaitingCrowd;
  readonly clock: WaitClock;
  readonly standings = new Standings();

  constructor(crowd: WaitingCrowd, nowUs: number) {
    this.crowd = crowd;
    this.clock = new WaitClock(crowd.clock, nowUs);
  }
}

/** Tasks of a group that need room for the same snapshots, or that need none. */
export class WaitingCrowd implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** The datastore whose snapshots leave no room for it: out of the ranking until one goes; -1: none. */
  parkedOn = -1;
  readonly group: WaitingGroup;
  readonly clock: WaitClock;
  /** By what tells its lines apart. */
  readonly lines = new Map<number, WaitingLine>();
  readonly ranked = new IndexedHeap<WaitingLine>((a, b) =>
    compareStandings(a.standings.first!, b.standings.first!),
  );

  constructor(group: WaitingGroup, nowUs: number) {
    this.group = group;
    this.clock = new WaitClock(group.clock, nowUs);
  }
}

/** Tasks of one session that the same proxies and repositories could take. */
export class WaitingGroup implements HeapItem {
  position = -1;
  /** Out of the ranking for the rest of a pass. */
  aside = false;
  /** What keeps all of it: nobody looks at it until that opens; undefined: it is looked at in every pass. */
  gate: Gate | undefined;
  /** While it sleeps: the clock that is charged in its place, where there is one. */
  follows: WaitClock | undefined;
  readonly session: Session;
  readonly ways: Ways;
  readonly clock: WaitClock;
  /** By what tells its crowds apart. */
  readonly crowds = new Map<number | string, WaitingCrowd>();
  readonly ranked = new IndexedHeap<WaitingCrowd>((a, b) => compareStandings(head(a), head(b)));
  /** Crowds that a full datastore keeps, all charged by one clock. */
  readonly parked = new Set<WaitingCrowd>();
  readonly parkedClock: WaitClock;
  size = 0;

  constructor(session: Session, ways: Ways, nowUs: number) {
    this.session = session;
    this.ways = ways;
    this.clock = new WaitClock(undefined, nowUs);
    this.parkedClock = new WaitClock(this.clock, nowUs);
  }

  /** The line of its first task, among those not set aside; undefined: all are. */
  get firstLine(): WaitingLine | undefined {
    return this.ranked.first?.ranked.first;
  }
}

function head(crowd: WaitingCrowd): Standing {
  return crowd.ranked.first!.standings.first!;
}

/** By their first tasks; both must have one. */
export function compareGroups(a: WaitingGroup, b: WaitingGroup): number {
  return compareStandings(a.firstLine!.standings.first!, b.firstLine!.standings.first!);
}
