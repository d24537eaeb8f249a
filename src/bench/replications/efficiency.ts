import { type ChildProcess, fork } from 'node:child_process';
import { median } from '../../metrics/quantile.ts';
import type { Target } from '../comparison/targets.ts';
import type { Row } from '../table.ts';
import type { Clock } from '../timed-run.ts';
import { Replications, ROUNDS, SUBJECTS, threads } from './replications.ts';

export type EfficiencyName = keyof typeof SUBJECTS;

/** The argument that makes `main.ts` a child process that runs `answerRounds`. */
export const REPLICATE = '--replicate';

/** Throughput of two workers relative to twice that of one. */
const EFFICIENCY: Target = { floor: 0.9, goal: 0.95 };

interface Round {
  readonly seconds: number;
  /** Over all threads of the workers. */
  readonly processorSeconds: number;
}

/**
 * The same replications by one worker, by two, by a process with one, and by two such processes in parallel. A worker
 * is one thread; threads of the garbage collector and the compiler are not counted as workers. Two processes that
 * share nothing are the best that this machine can do: what they lose to each other, no scheduling of ours could
 * regain.
 */
export async function efficiencyRows(name: EfficiencyName, now: Clock, folder: string): Promise<Row[]> {
  const { replications }: { replications: number } = SUBJECTS[name];
  const one = await Replications.open(SUBJECTS[name], { workers: 1, open: threads(1) }, folder);
  const two = await Replications.open(SUBJECTS[name], { workers: 2, open: threads(2) }, folder);
  const first = await Alone.start(name, folder);
  const second = await Alone.start(name, folder);
  const rounds = { one: [] as Round[], two: [] as Round[], alone: [] as Round[], both: [] as Round[] };
  // Alternates between all kinds, so that other load on the machine affects all of them equally.
  for (let i = 0; i < ROUNDS; i++) {
    rounds.one.push(await measuredRound(one, now));
    rounds.two.push(await measuredRound(two, now));
    rounds.alone.push(await first.round());
    rounds.both.push(together(await Promise.all([first.round(), second.round()])));
  }
  first.end();
  second.end();
  await one.close();
  await two.close();
  const single = rowOf(`${name}-1`, rounds.one, replications);
  const alone = rowOf(`${name}-process`, rounds.alone, replications);
  return [
    single,
    { ...against(rowOf(`${name}-2`, rounds.two, replications), single), ...EFFICIENCY },
    alone,
    against(rowOf(`${name}-2-processes`, rounds.both, 2 * replications), alone),
  ];
}

/** Runs a round whenever the parent process requests one, and answers with its duration, until the parent exits. */
export async function answerRounds(name: EfficiencyName, folder: string, now: Clock): Promise<void> {
  const replications = await Replications.open(SUBJECTS[name], { workers: 1, open: threads(1) }, folder);
  process.on('message', async () => process.send!(await measuredRound(replications, now)));
  process.on('disconnect', () => void replications.close());
  process.send!('ready');
}

async function measuredRound(replications: Replications, now: Clock): Promise<Round> {
  const before = process.cpuUsage();
  const seconds = await replications.round(now);
  const { user, system } = process.cpuUsage(before);
  return { seconds, processorSeconds: (user + system) / 1e6 };
}

/** A process that replicates with one worker. */
class Alone {
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  static async start(name: EfficiencyName, folder: string): Promise<Alone> {
    const alone = new Alone(fork(process.argv[1]!, [REPLICATE, name, folder]));
    await alone.#answer();
    return alone;
  }

  async round(): Promise<Round> {
    this.#process.send('round');
    return (await this.#answer()) as Round;
  }

  end(): void {
    this.#process.disconnect();
  }

  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('a process that replicates has ended'));
      this.#process.once('exit', gone);
      this.#process.once('message', (message) => {
        this.#process.off('exit', gone);
        resolve(message);
      });
    });
  }
}

/** The slower round determines when both are done. */
function together(rounds: readonly Round[]): Round {
  return {
    seconds: Math.max(...rounds.map(({ seconds }) => seconds)),
    processorSeconds: rounds.reduce((sum, round) => sum + round.processorSeconds, 0),
  };
}

function rowOf(name: string, rounds: readonly Round[], items: number): Row {
  const seconds = median(rounds.map((round) => round.seconds));
  const processorSeconds = median(rounds.map((round) => round.processorSeconds));
  return {
    name,
    seconds,
    runs: ROUNDS,
    microsecondsPerDisk: (seconds * 1e6) / items,
    processorMicroseconds: (processorSeconds * 1e6) / items,
  };
}

/** Two workers compared with one: the share of twice the throughput that is reached. */
function against(two: Row, one: Row): Row {
  return {
    ...two,
    ratio: one.microsecondsPerDisk! / (2 * two.microsecondsPerDisk!),
    reference: `twice ${one.name}`,
    referenceSeconds: one.seconds,
  };
}
