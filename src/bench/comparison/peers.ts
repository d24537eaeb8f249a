import type { Target } from './targets.ts';

/** Another program that does the work of a benchmark, from the folder given with `--peers`. */
export interface Peer {
  readonly benchmark: string;
  /** Its source in that folder; a peer without its source is left out. */
  readonly source: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The libraries to compile it with, or the interpreter that runs it. */
  readonly build: { readonly libraries: readonly string[] } | { readonly interpreter: string };
  /** Compare events per second, ours over theirs, instead of seconds. */
  readonly asRate: boolean;
  /** So slow that a single run has to suffice. */
  readonly once?: boolean;
  /** The target for our ratio; without one it is only reported. */
  readonly target?: Target;
}

const QUIET_SIMGRID = '--log=root.thres:critical';

/** SimGrid shares purely max-min fair only with its network effects switched off. */
const PLAIN_SIMGRID = [
  '--cfg=network/model:CM02',
  '--cfg=network/latency-factor:1',
  '--cfg=network/bandwidth-factor:1',
  '--cfg=network/weight-S:0',
  '--cfg=network/TCP-gamma:0',
  '--cfg=network/crosstraffic:0',
  QUIET_SIMGRID,
  '--cfg=network/optim:Full',
];

// The distribution's own interpreter, because others do not find its packages.
const PYTHON = {
  env: { PYTHONDONTWRITEBYTECODE: '1' },
  build: { interpreter: '/usr/bin/python3' },
  asRate: true,
  once: true,
};
const EVENTS = { source: 'ref_ab.cpp', build: { libraries: [] }, asRate: true };
const SIMGRID_EVENTS = { source: 'sg_ab.cpp', build: { libraries: ['-lsimgrid'] }, asRate: true, once: true };
const FLUID = { source: 'ref_fluid.cpp', build: { libraries: [] }, asRate: false };
const SIMGRID = { source: 'sg_fluid.cpp', build: { libraries: ['-lsimgrid'] }, asRate: false, once: true };

export const PEERS: readonly Peer[] = [
  { benchmark: 'kernel-a', args: ['a'], target: { floor: 0.5, goal: 0.8 }, ...EVENTS },
  { benchmark: 'kernel-a', args: ['a', '1000000', QUIET_SIMGRID], ...SIMGRID_EVENTS },
  { benchmark: 'kernel-a', source: 'simpy_a.py', args: ['1000000'], ...PYTHON },
  { benchmark: 'kernel-b', args: ['b'], ...EVENTS },
  { benchmark: 'kernel-b', args: ['b', '100000', QUIET_SIMGRID], ...SIMGRID_EVENTS },
  { benchmark: 'kernel-b', source: 'simpy_b.py', args: ['100000'], ...PYTHON },
  { benchmark: 'kernel-c', args: ['heap', '50000'], target: { floor: 2.6, goal: 0.9 }, ...FLUID },
  {
    benchmark: 'kernel-c',
    args: ['50000', 'std', ...PLAIN_SIMGRID],
    target: { floor: 0.4, goal: 0.1 },
    ...SIMGRID,
  },
  { benchmark: 'kernel-c2', args: ['heap', '100000', 'big'], target: { floor: 1.9, goal: 0.55 }, ...FLUID },
  {
    benchmark: 'kernel-c2',
    args: ['100000', 'big', ...PLAIN_SIMGRID],
    target: { floor: 0.2, goal: 0.06 },
    ...SIMGRID,
  },
  {
    benchmark: 'kernel-c3',
    args: ['class', '50000', 'agg'],
    // With the same clock of whole microseconds: there are so many ties that another clock would give another
    // schedule.
    env: { TICK: '1e-6' },
    target: { floor: 8, goal: 2 },
    ...FLUID,
  },
];

/** The name of a peer in the table: its program and its arguments. */
export function peerName({ source, args, asRate }: Peer): string {
  const words = args.filter((arg) => !arg.startsWith('--'));
  return `${source.replace(/\.\w+$/, '')} ${words.join(' ')}${asRate ? ', events/s' : ''}`;
}

/** Seconds around its event loop, as each of them prints them; undefined if the output has another form. */
export function peerSeconds(output: string): number | undefined {
  const seconds = Number(/\bsim=([0-9.]+)/.exec(output)?.[1]);
  return seconds > 0 ? seconds : undefined;
}

/** Ours over theirs: seconds, or events per second for the same events. */
export function peerRatio(peer: Peer, ourSeconds: number, theirSeconds: number): number {
  return peer.asRate ? theirSeconds / ourSeconds : ourSeconds / theirSeconds;
}
