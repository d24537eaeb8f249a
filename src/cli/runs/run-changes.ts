import { present } from '../../collections/present.ts';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { MOST_RUNS } from '../../experiment/designs/designs.ts';
import type { Overlay, OverlayOption } from '../../scenario/overlay/overlay.ts';
import { shown } from '../../units/quantity-problem.ts';
import { type InstantOption, instantUs, readInstantOption } from '../program/instant-option.ts';
import { readSeed } from './seed-option.ts';
import { WARM_UP_PATH } from './warm-up-setting.ts';

/** The changes that the command line makes to the scenarios that it runs. */
export interface Changes {
  readonly overlays: readonly Overlay[];
  readonly seed?: number | string;
  readonly policy?: string;
  readonly until?: InstantOption;
  /** The replication to run, from 0; absent: the first. */
  readonly replication?: number;
}

interface ChangeOptions {
  readonly seed?: string;
  readonly policy?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  /** The number of a replication. */
  readonly replay?: string;
  /** To be set when the warm-up has been determined. */
  readonly warmUp?: 'auto';
}

/** Parses the options; reports every one that is invalid. */
export function readChanges({
  seed,
  policy,
  set = [],
  until,
  replay,
  warmUp,
}: ChangeOptions): Result<Changes> {
  const diagnostics: Diagnostic[] = [];
  const overlays = readOverlays('--set', set, diagnostics);
  if (warmUp !== undefined && overlays.some(({ path }) => path === WARM_UP_PATH))
    diagnostics.push(
      optionDiagnostic('--warm-up', `--set ${WARM_UP_PATH} says it already.`, 'Give one of the two.'),
    );
  if (seed?.trim() === '') diagnostics.push(optionDiagnostic('--seed', 'a seed is a number or a word.'));
  const cut = until === undefined ? undefined : readInstantOption('--until', until);
  if (cut?.ok === false) diagnostics.push(...cut.diagnostics);
  const replication = replay === undefined ? undefined : readReplication(replay, diagnostics);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const value: Changes = {
    overlays,
    ...present({
      seed: seed === undefined ? undefined : readSeed(seed),
      policy,
      until: cut?.ok === true ? cut.value : undefined,
      replication,
    }),
  };
  return { ok: true, value, warnings: [] };
}

/** Parses the values of an option that may be repeated; reports every one that is invalid. */
export function readOverlays(
  option: OverlayOption,
  texts: readonly string[],
  diagnostics: Diagnostic[],
): Overlay[] {
  return texts.flatMap((text) => {
    const at = text.indexOf('=');
    if (at > 0) {
      const overlay: Overlay = { path: text.slice(0, at).trim(), value: text.slice(at + 1) };
      return [option === '--set' ? overlay : { ...overlay, option }];
    }
    const hint = `Write for example ${option} proxies.px1.maxConcurrentTasks=16.`;
    diagnostics.push(optionDiagnostic(option, `'${text}' is not PATH=VALUE.`, hint));
    return [];
  });
}

/** As numbered in `replications.csv`. */
function readReplication(text: string, diagnostics: Diagnostic[]): number | undefined {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number < MOST_RUNS) return number;
  const message = `${shown(text)} is not the number of a replication, from 0 to ${MOST_RUNS - 1}.`;
  diagnostics.push(optionDiagnostic('--replay', message, 'They are numbered in replications.csv.'));
  return undefined;
}

/** The cut-off in microseconds from the start of the scenario's clock; undefined if none was requested. */
export function untilUs({ until }: Changes, clockStartUs: number): Result<number | undefined> {
  if (until === undefined) return { ok: true, value: undefined, warnings: [] };
  const cut = instantUs(until, clockStartUs);
  if (!cut.ok || cut.value > 0) return cut;
  const message = `${shown(until.text)} is the start itself: the run would have no length.`;
  return { ok: false, diagnostics: [optionDiagnostic(until.option, message)] };
}
