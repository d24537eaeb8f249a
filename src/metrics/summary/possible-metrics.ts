import { TRANSPORT_MODES } from '../../scenario/transport-modes.ts';
import type { Summary } from './summary.ts';

const OF_A_RUN = [
  ...['startSeconds', 'endSeconds', 'seconds'].map((figure) => `window.${figure}`),
  ...['seconds', 'gap'].map((figure) => `bound.${figure}`),
  ...['count', 'medianSeconds', 'longestSeconds'].map((figure) => `nights.${figure}`),
];
const OF_A_FAULT = ['startSeconds', 'endSeconds'];
const OF_A_SESSION = [
  'startSeconds',
  'endSeconds',
  'readBytes',
  'transferredBytes',
  'processingRate',
  ...['source', 'proxy', 'network', 'target'].map((stage) => `load.${stage}`),
  ...['mean', 'p95', 'max'].map((figure) => `queueWait.${figure}`),
];
const OF_A_MODE = [
  'tasks',
  'readBytes',
  ...['preparing', 'opening', 'transfer', 'closing'].map((part) => `${part}Seconds`),
  'taskRate',
];
const MODES = [...TRANSPORT_MODES, 'repository'];

/**
 * Figures that some runs of the scenario have and others do not: of the window, of nights, of faults, of single
 * sessions, of modes in use. Where one is missing, an expectation about it fails, but its name is valid. For faults and
 * sessions the result holds only the number that `metric` contains, or 0.
 */
export function figuresOfSomeRuns(
  metric: string,
  { jobs, proxies }: Pick<Summary, 'jobs' | 'proxies'>,
): readonly string[] {
  const number = /^(?:faults|jobs\..*\.sessions)\.(\d+)(?:\.|$)/.exec(metric)?.[1] ?? '0';
  return [
    ...OF_A_RUN,
    ...OF_A_FAULT.map((figure) => `faults.${number}.${figure}`),
    ...Object.keys(jobs).flatMap((name) =>
      OF_A_SESSION.map((figure) => `jobs.${name}.sessions.${number}.${figure}`),
    ),
    ...TRANSPORT_MODES.flatMap((mode) => OF_A_MODE.map((figure) => `modes.${mode}.${figure}`)),
    ...Object.keys(proxies).flatMap((name) => MODES.map((mode) => `proxies.${name}.modes.${mode}`)),
  ];
}
