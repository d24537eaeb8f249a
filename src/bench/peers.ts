/** A program of somebody else's that does the work of a benchmark, from the folder given with `--peers`. */
export interface Peer {
  readonly benchmark: string;
  /** Its source in that folder; one that is not there is left out. */
  readonly source: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Compiled with these; without it, run by this interpreter. */
  readonly build: { readonly libraries: readonly string[] } | { readonly interpreter: string };
  /** Ratio of events per second, ours over theirs, rather than of seconds. */
  readonly asRate: boolean;
}

/** SimGrid shares plainly max-min fair only with its network effects switched off. */
const PLAIN_SIMGRID = [
  '--cfg=network/model:CM02',
  '--cfg=network/latency-factor:1',
  '--cfg=network/bandwidth-factor:1',
  '--cfg=network/weight-S:0',
  '--cfg=network/TCP-gamma:0',
  '--cfg=network/crosstraffic:0',
  '--log=root.thres:critical',
  '--cfg=network/optim:Full',
];

const FLUID = { source: 'ref_fluid.cpp', build: { libraries: [] }, asRate: false };
const SIMGRID = { source: 'sg_fluid.cpp', build: { libraries: ['-lsimgrid'] }, asRate: false };

export const PEERS: readonly Peer[] = [
  { benchmark: 'kernel-a', source: 'ref_ab.cpp', args: ['a'], build: { libraries: [] }, asRate: true },
  {
    benchmark: 'kernel-a',
    source: 'simpy_a.py',
    args: ['1000000'],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
    build: { interpreter: 'python3' },
    asRate: true,
  },
  { benchmark: 'kernel-c', args: ['heap', '50000'], ...FLUID },
  { benchmark: 'kernel-c', args: ['50000', 'std', ...PLAIN_SIMGRID], ...SIMGRID },
  { benchmark: 'kernel-c2', args: ['heap', '100000', 'big'], ...FLUID },
  { benchmark: 'kernel-c2', args: ['100000', 'big', ...PLAIN_SIMGRID], ...SIMGRID },
  // On the same clock of whole microseconds: with so many ties another clock is another schedule.
  { benchmark: 'kernel-c3', args: ['class', '50000', 'agg'], env: { TICK: '1e-6' }, ...FLUID },
];

/** What a peer is called in the table: its program and what it was asked to do. */
export function peerName({ source, args, asRate }: Peer): string {
  const words = args.filter((arg) => !arg.startsWith('--'));
  return `${source.replace(/\.\w+$/, '')} ${words.join(' ')}${asRate ? ', events/s' : ''}`;
}

/** Seconds around its event loop, as each of them prints them; undefined when it printed something else. */
export function peerSeconds(output: string): number | undefined {
  const seconds = Number(/\bsim=([0-9.]+)/.exec(output)?.[1]);
  return seconds > 0 ? seconds : undefined;
}

/** Ours against theirs: seconds over seconds, or events per second over events per second of the same events. */
export function peerRatio(peer: Peer, ourSeconds: number, theirSeconds: number): number {
  return peer.asRate ? theirSeconds / ourSeconds : ourSeconds / theirSeconds;
}
