import type { Summary } from '../../metrics/summary.ts';
import { counted } from '../../report/counted.ts';
import { type Difference, differences, differenceText } from '../../report/difference.ts';
import { expectationText } from '../../report/expectation-text.ts';
import { type FingerprintRow, fingerprintRow } from '../../report/fingerprint-table.ts';
import { summaryJson } from '../../report/summary-json.ts';
import {
  BaselineError,
  baselineFile,
  projectPath,
  readBaseline,
  readFingerprintFile,
  writeFingerprintFile,
} from '../baselines.ts';
import { checkedScenarios } from '../checked-scenarios.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load-scenario.ts';
import { complain, showDiagnostics } from '../problems.ts';
import { simulate } from '../simulate.ts';

export interface CheckArguments {
  /** None: every scenario below `scenarios/` that has a baseline. */
  readonly files: readonly string[];
  readonly update: boolean;
  /** With update: also the scenarios that have no baseline yet. */
  readonly all: boolean;
}

/** Runs scenarios and compares them with what was accepted before. Everything is judged before anything is rewritten. */
export async function check(args: CheckArguments, io: Io): Promise<ExitCode> {
  if (args.all && (!args.update || args.files.length > 0)) {
    complain(
      io,
      '--all goes with --update and without file names: it accepts every scenario below scenarios/.',
    );
    return EXIT.badInput;
  }
  try {
    const scenarios = await checkedScenarios(args, io);
    const fingerprints = await readFingerprintFile(io);
    if (args.files.length === 0) await refuseOrphans(fingerprints.keys(), io);
    const checked: Checked[] = [];
    for (const scenario of scenarios) {
      const one = await checkOne(scenario, { fingerprints, update: args.update }, io);
      if (one !== undefined) checked.push(one);
    }
    if (checked.length < scenarios.length) {
      if (args.update) complain(io, 'Nothing was rewritten.');
      return EXIT.badInput;
    }
    return args.update ? await accept(checked, fingerprints, io) : verdict(checked, io);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    complain(io, args.update ? `${error.message} Nothing was rewritten.` : error.message);
    return EXIT.badInput;
  }
}

/** A line of `fingerprints.tsv` whose scenario is gone would otherwise stay for ever. */
async function refuseOrphans(scenarios: Iterable<string>, io: Io): Promise<void> {
  for (const scenario of scenarios) {
    if (await io.exists(scenario)) continue;
    throw new BaselineError(
      `results/fingerprints.tsv has a line for '${scenario}', which does not exist. Delete the line, or bring the scenario back.`,
    );
  }
}

interface Checked {
  readonly scenario: string;
  readonly summary: Summary;
  readonly row: FingerprintRow;
  readonly isNew: boolean;
  readonly found: readonly Difference[];
}

interface Against {
  readonly fingerprints: ReadonlyMap<string, FingerprintRow>;
  readonly update: boolean;
}

/** Undefined where the scenario does not run; why has been said. */
async function checkOne(
  file: string,
  { fingerprints, update }: Against,
  io: Io,
): Promise<Checked | undefined> {
  const scenario = projectPath(io, file);
  const baseline = await readBaseline(io, baselineFile(io, file));
  if (baseline === undefined && !update) {
    throw new BaselineError(
      `${scenario} has no result to compare with (${baselineFile(io, file)}). Accept one with: proxysim check ${scenario} --update`,
    );
  }
  const loaded = await loadScenario(io, scenario, []);
  if (!loaded.ok) {
    showDiagnostics(io, loaded.diagnostics);
    return undefined;
  }
  const outcome = simulate(io, loaded.value.scenario, { file: loaded.value.identity });
  if (!outcome.ok) {
    showDiagnostics(io, outcome.diagnostics);
    return undefined;
  }
  const { summary } = outcome.result;
  const row = fingerprintRow(scenario, summary);
  // Through JSON, as the baseline went: what the file cannot hold (-0, Infinity) must not count as a difference.
  const now: unknown = JSON.parse(summaryJson(summary));
  const found = [
    ...differences(baseline, now),
    ...differences(fingerprints.get(scenario), row, 'fingerprints.tsv'),
  ];
  return { scenario, summary, row, isNew: baseline === undefined, found };
}

/** Differences of one scenario that are shown; the first ones tell most. */
const SHOWN = 8;

function verdict(checked: readonly Checked[], io: Io): ExitCode {
  let bad = 0;
  for (const { scenario, summary, found } of checked) {
    const missed = summary.expect.filter(({ ok }) => !ok);
    if (found.length === 0 && missed.length === 0) {
      io.stdout.write(`${scenario}: same\n`);
      continue;
    }
    bad += 1;
    if (found.length > 0) io.stdout.write(`${scenario}: DIFFERENT in ${counted(found.length, 'place')}\n`);
    for (const difference of found.slice(0, SHOWN)) io.stdout.write(`  ${differenceText(difference)}\n`);
    if (found.length > SHOWN) io.stdout.write(`  and ${found.length - SHOWN} more\n`);
    for (const outcome of missed) io.stdout.write(`${scenario}: MISSED: ${expectationText(outcome)}\n`);
  }
  const all = counted(checked.length, 'scenario');
  io.stdout.write(bad === 0 ? `${all} checked: all fine\n` : `${all} checked: ${bad} not fine\n`);
  if (bad > 0) io.stderr.write('If a change is meant, accept it with: proxysim check --update\n');
  return bad === 0 ? EXIT.fine : EXIT.missed;
}

async function accept(
  checked: readonly Checked[],
  fingerprints: ReadonlyMap<string, FingerprintRow>,
  io: Io,
): Promise<ExitCode> {
  const rows = new Map(fingerprints);
  let code: ExitCode = EXIT.fine;
  for (const { scenario, summary, row, isNew, found } of checked) {
    rows.set(scenario, row);
    await io.writeFileAtomically(baselineFile(io, scenario), summaryJson(summary));
    io.stdout.write(`${scenario}: ${acceptedText(isNew, found)}\n`);
    // An accepted result is not a met expectation: that stays a failure until the scenario or the code changes.
    for (const outcome of summary.expect.filter(({ ok }) => !ok)) {
      io.stdout.write(`${scenario}: MISSED: ${expectationText(outcome)}\n`);
      code = EXIT.missed;
    }
  }
  await writeFingerprintFile(io, rows.values());
  return code;
}

function acceptedText(isNew: boolean, found: readonly Difference[]): string {
  const [first, ...others] = found;
  if (first === undefined) return 'unchanged';
  if (isNew) return 'accepted, new';
  const rest = others.length > 0 ? ` and ${others.length} more` : '';
  return `accepted; ${differenceText(first)}${rest}`;
}
