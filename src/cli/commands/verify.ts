import { present } from '../../collections/present.ts';
import { printable } from '../../report/characters/printable.ts';
import type { RunOptions } from '../../runs/run.ts';
import {
  type FirstDifference,
  VERIFIED_WAYS,
  type VerifiedWay,
  verifyScenario,
} from '../../runs/verification/verification.ts';
import { counted } from '../../units/counted.ts';
import { formatDateTime } from '../../units/format-quantity.ts';
import { EXIT, type ExitCode, worseOf } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type LoadedScenario, loadScenario } from '../runs/load-scenario.ts';
import { ownPolicy } from '../runs/policy-file.ts';
import { type Changes, readChanges } from '../runs/run-changes.ts';
import { refused } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface VerifyArguments {
  readonly files: readonly string[];
  /** If none of the three is given, all are run. */
  readonly twice?: boolean;
  readonly interleaved?: boolean;
  readonly permuted?: boolean;
  readonly policy?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
}

/** Runs scenarios again under other circumstances. Exit code 1 if any record differs. */
export async function verify(args: VerifyArguments, io: Io): Promise<ExitCode> {
  const changes = readChanges(args);
  if (!changes.ok) return refused(io, changes.diagnostics);
  const policy = await ownPolicy(changes.value.policy, io);
  if (!policy.ok) return refused(io, policy.diagnostics);
  const scenarios: LoadedScenario[] = [];
  for (const file of args.files) {
    const loaded = await loadScenario(io, file, changes.value.overlays);
    if (!loaded.ok) return refused(io, loaded.diagnostics);
    scenarios.push(loaded.value);
  }
  const asked = VERIFIED_WAYS.filter((way) => args[way] === true);
  const ways = asked.length > 0 ? asked : VERIFIED_WAYS;
  let code: ExitCode = EXIT.fine;
  for (const [i, one] of scenarios.entries()) {
    // A single scenario is interleaved with itself, under other random draws.
    const next = scenarios[(i + 1) % scenarios.length]!;
    code = worseOf(code, verifyOne({ one, next, ways, policy: policy.value, changes: changes.value }, io));
  }
  return code;
}

interface OneVerification {
  readonly one: LoadedScenario;
  readonly next: LoadedScenario;
  readonly ways: readonly VerifiedWay[];
  readonly policy: RunOptions['policy'];
  readonly changes: Changes;
}

const WAY_WORDS: Readonly<Record<VerifiedWay, string>> = {
  twice: 'run twice',
  interleaved: 'interleaved with other runs',
  permuted: 'with declarations in reverse',
};

function verifyOne({ one, next, ways, policy, changes }: OneVerification, io: Io): ExitCode {
  const { scenario, identity } = one;
  const verified = io.interruptible(() =>
    verifyScenario(scenario, {
      ways,
      file: identity,
      ...present({ policy, seed: changes.seed }),
      between: next === one ? { scenario, seed: 'another seed' } : { scenario: next.scenario },
    }),
  );
  if (!verified.ok) return refused(io, verified.diagnostics);
  const name = printable(identity.name);
  const bad = verified.ways.filter(({ first }) => first !== null);
  if (bad.length === 0) {
    const told = ways.map((way) => WAY_WORDS[way]).join(', ');
    const what = `${counted(verified.records, 'record')}, fingerprint ${verified.summary.fingerprint}`;
    say(io.stdout, [`${name}: every record is the same: ${told} (${what})`]);
    return EXIT.fine;
  }
  for (const { way, first } of bad) {
    const lines = differenceLines(first!, scenario.clock.startUs).map((line) => `  ${printable(line)}`);
    say(io.stdout, [`${name}: DIFFERENT ${WAY_WORDS[way]}`, ...lines]);
  }
  return EXIT.missed;
}

function differenceLines({ index, atSeconds, was, is }: FirstDifference, startUs: number): string[] {
  const time = formatDateTime(startUs + Math.round(atSeconds * 1e6)).replace('T', ' ');
  return [`first at record ${index + 1}, ${time}`, `was ${was ?? 'no more'}`, `is  ${is ?? 'no more'}`];
}
