import type { QueueKey, RankKey } from './policy.ts';
import { QUEUE_KEYS } from './rules/queue-keys.ts';
import { RANK_KEYS } from './rules/rank-keys.ts';

const { kind } = QUEUE_KEYS;
const affinity = RANK_KEYS.affinity;
const connection = RANK_KEYS['connection-class'];
const sameSite = RANK_KEYS['same-site'];
const running = RANK_KEYS['running-tasks'];
const listOrder = [QUEUE_KEYS['job-order'], QUEUE_KEYS['vm-order'], QUEUE_KEYS['disk-order']];

/** Queue orders by name: which task is tried first. */
export const ORDERS: ReadonlyMap<string, readonly QueueKey[]> = new Map<string, readonly QueueKey[]>([
  [
    'rts',
    [kind, QUEUE_KEYS['vm-in-process'], QUEUE_KEYS['job-running'], QUEUE_KEYS['session-start'], ...listOrder],
  ],
  ['fifo', [QUEUE_KEYS['ready-time'], ...listOrder]],
  ['list', listOrder],
  ['largest-first', [QUEUE_KEYS['largest-first'], ...listOrder]],
  ['smallest-first', [QUEUE_KEYS['smallest-first'], ...listOrder]],
  ['longest-job-first', [QUEUE_KEYS['longest-job-first'], ...listOrder]],
  ['random', [QUEUE_KEYS.shuffled]],
]);

type Load = 'ratio' | 'count';

/** Proxy selections by name: where a task goes. All but the first two consider the proxy before the connection. */
export const SELECTIONS: ReadonlyMap<string, (load: Load) => readonly RankKey[]> = new Map<
  string,
  (load: Load) => readonly RankKey[]
>([
  ['connection-first', (load) => [affinity, connection, sameSite, ...loadKeys(load)]],
  ['load-first', (load) => [affinity, ...loadKeys(load).slice(0, 1), connection, sameSite, running]],
  ['least-loaded', (load) => [...loadKeys(load), connection]],
  ['most-free-slots', () => [RANK_KEYS['most-free-slots'], connection]],
  ['round-robin', () => [RANK_KEYS['least-recent'], connection]],
  ['random', () => [RANK_KEYS.shuffled, connection]],
  ['two-choices', (load) => [RANK_KEYS['two-choices'], ...loadKeys(load), connection]],
]);

function loadKeys(load: Load): readonly RankKey[] {
  return load === 'ratio' ? [RANK_KEYS['load-ratio'], running] : [running];
}

/** Whole policies by name: an order and a selection. */
export const PRESETS: ReadonlyMap<string, { readonly order: string; readonly select: string }> = new Map([
  ['rts', { order: 'rts', select: 'connection-first' }],
  ['load-first', { order: 'rts', select: 'load-first' }],
  ['fifo', { order: 'fifo', select: 'connection-first' }],
  ['list', { order: 'list', select: 'connection-first' }],
  ['largest-first', { order: 'largest-first', select: 'connection-first' }],
  ['smallest-first', { order: 'smallest-first', select: 'connection-first' }],
  ['longest-job-first', { order: 'longest-job-first', select: 'connection-first' }],
  ['random', { order: 'random', select: 'random' }],
  ['round-robin', { order: 'rts', select: 'round-robin' }],
  ['two-choices', { order: 'rts', select: 'two-choices' }],
  ['least-loaded', { order: 'rts', select: 'least-loaded' }],
  ['most-free-slots', { order: 'rts', select: 'most-free-slots' }],
]);
