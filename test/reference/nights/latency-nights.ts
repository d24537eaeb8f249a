import type { ScenarioData } from '../../helpers/random-scenario.ts';

const BASES = ['2ms', '9ms', '15ms', undefined, '19ms'];
const PER_TASK = ['6ms', '12ms', '3ms', '12ms', undefined];
const PRODUCTION = [
  undefined,
  '1ms',
  { '20:01-20:03': '8ms', '20:05-21:00': '15ms' },
  undefined,
  { '19:00-20:02': '25ms', '20:10-20:30': '2ms' },
  { '20:03-06:00': '12ms' },
];
const CONTROLS = [
  undefined,
  { spacing: '0s' },
  { stop: '12ms', throttle: '18ms', spacing: '0s' },
  true,
  { stop: '10ms', throttle: '10ms', spacing: '0s' },
  { spacing: '10s' },
  { stop: '40ms', throttle: '40ms', spacing: '3s' },
  false,
];
const READS = ['100 MB/s', '60 MB/s', undefined, '200 MB/s'];

/** Nights whose datastores slow down with those who read there, and in which that is controlled. */
export function withLatency(data: ScenarioData): ScenarioData {
  const { seed, datastores } = data;
  return {
    ...data,
    latencyControl: CONTROLS[seed % CONTROLS.length],
    datastores: datastores.map((datastore, n) => {
      const isModelled = (seed + n) % 4 !== 3;
      const at = (seed >> 2) + 3 * n;
      const latency = {
        base: BASES[at % BASES.length],
        perTask: PER_TASK[(at >> 1) % PER_TASK.length],
        production: PRODUCTION[(seed + 2 * n) % PRODUCTION.length],
      };
      return {
        ...datastore,
        read: datastore['read'] ?? READS[at % READS.length],
        latency: isModelled ? latency : undefined,
      };
    }),
  };
}
