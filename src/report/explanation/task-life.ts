import type { ModeNotUsed } from '../../explain/better-modes.ts';
import { type Clock, clockOf } from '../../explain/clock.ts';
import type { RatePiece } from '../../explain/rates/rates.ts';
import type { Chronicle, ToldTask } from '../../explain/state/chronicle.ts';
import type { CandidateTold, DecisionTold, TaskLife } from '../../explain/task-life.ts';
import { copiesBackups } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatBytes, formatRate } from '../../units/format-quantity.ts';
import { WIDEST_LINE, widthOf } from '../text/line-width.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import { waitsTold } from './waits.ts';
import { aligned, attemptText, few, inWidth, lasted, type Told, UNDER } from './wording.ts';

/** With more pieces than this, the pieces of a rate are summed up by what limited them. */
const MOST_PIECES = 12;

/** The life of one task, in order of time. */
export function lifeText(chronicle: Chronicle, life: TaskLife, columns: number): string {
  const clock = clockOf(chronicle);
  const { task } = life;
  const unsaid = new UnsaidOnce();
  const told: Told[] = [
    { atUs: task.readyUs, lines: [`ready: ${life.why}`] },
    ...noWayTold(life),
    ...waitsTold(life.waits, unsaid),
    ...life.moves.map(({ atUs, what, name, host }) => ({
      atUs,
      lines: [what === 'vm' ? `its VM starts on ${host}` : `${host} becomes the owner of ${name}`],
    })),
  ];
  if (!life.waitsAreExact)
    told.push({
      atUs: task.readyUs,
      lines: ['(waits are estimates: the records of the run do not give exact values)'],
    });
  if (life.decision === null && task.endUs >= 0)
    told.push({ atUs: task.endUs, lines: [`ends without having had slots: ${task.result}`] });
  if (life.decision !== null)
    told.push(
      ...decisionTold(life.decision, columns),
      ...openingTold(life, clock),
      ...transferTold(life, unsaid),
      ...endTold(life),
    );
  told.sort((a, b) => a.atUs - b.atUs);
  const lines = told.flatMap(({ atUs, lines: [first, ...rest] }) => [
    `${clock(atUs)}  ${first}`,
    ...rest.map((line) => `${UNDER}${line}`),
  ]);
  return inWidth([titleOf(chronicle.model, life), ...lines], columns);
}

function noWayTold({ task, noWay }: TaskLife): Told[] {
  if (noWay.length === 0) return [];
  return [{ atUs: task.readyUs, lines: ['no proxy can ever read it', ...noWay.map(notUsed)] }];
}

function titleOf(model: Model, { name, task }: TaskLife): string {
  const which = task.full ? 'a full' : 'an increment';
  const why = whyThatMuch(model, task);
  const read = `${formatBytes(task.readBytes)} to read${why === undefined ? '' : ` (${why})`}`;
  return `${attemptText(name)}: ${which}, ${read}, ${formatBytes(task.transferredBytes)} to send`;
}

/** Why an increment reads nothing, or more than has changed; undefined: it reads what has changed. */
function whyThatMuch({ jobs, repositories, disks, vms }: Model, task: ToldTask): string | undefined {
  const { work, source } = jobs[task.job]!;
  const { full, readBytes, dataBytes, disk, vm } = task;
  if (full || work.arrayOnly) return undefined;
  if (copiesBackups(work)) {
    const hasNone = readBytes === 0 && disks.figures.changeRate[disk]! > 0;
    return hasNone ? `${repositories[source]!.name} has no newer restore point` : undefined;
  }
  if (readBytes <= dataBytes) return undefined;
  return vms.traitsOf(vm).tracked
    ? 'the whole disk: its change tracking was reset'
    : 'the whole disk: it has no change tracking';
}

function decisionTold(
  { atUs, place, second, repository, decidedBy, candidates, better }: DecisionTold,
  columns: number,
): Told[] {
  const other = second === null ? '' : `, written at ${second}`;
  const slot = repository === null ? '' : `, a slot on ${repository}`;
  const first = `goes to ${place}${other}${slot}; decided by ${decidedBy}`;
  return [{ atUs, lines: [first, ...candidateLines(candidates, columns), ...better.map(notUsed)] }];
}

function notUsed({ mode, why }: ModeNotUsed): string {
  return `not ${mode}: ${why}`;
}

/** Most candidate places shown; the first ones are the most informative. */
const PLACES_SHOWN = 12;

/**
 * One row per candidate place, with the keys in the order in which they are compared. Keys that do not fit the width
 * follow in further tables of the same places.
 */
export function candidateLines(candidates: readonly CandidateTold[], columns: number): string[] {
  if (candidates.length === 0) return [];
  const shown = candidates.slice(0, PLACES_SHOWN);
  const parts = keysInRoom(shown, columns);
  const lines = parts.flatMap((keys, i) =>
    i === 0 ? withRefusals(shown, keys, columns) : candidateTable(shown, keys, { columns }),
  );
  return [...lines, ...moreLine(candidates.length - shown.length)];
}

function candidateTable(
  candidates: readonly CandidateTold[],
  keys: readonly string[],
  { beside = 0, columns }: { readonly beside?: number; readonly columns: number },
): string[] {
  const rows = candidates.map((candidate) => [
    `${candidate.chosen ? '>' : ' '} ${candidate.place}`,
    ...keys.map((key) => `${candidate.keys[key]}`),
  ]);
  return aligned([['  candidates', ...keys], ...rows], { beside: UNDER.length + beside, columns });
}

/** As many keys in each table as fit; on a wide terminal and in files, all of them in one. */
function keysInRoom(candidates: readonly CandidateTold[], columns: number): string[][] {
  const keys = Object.keys(candidates[0]!.keys);
  if (columns >= WIDEST_LINE) return [keys];
  const parts: string[][] = [[]];
  for (const key of keys) {
    const wider = [...parts.at(-1)!, key];
    const lines = candidateTable(candidates, wider, { columns });
    const fits = lines.every((line) => widthOf(line) + UNDER.length <= columns);
    if (fits || wider.length === 1) parts[parts.length - 1] = wider;
    else parts.push([key]);
  }
  return parts;
}

/** The reason why a place is refused follows its keys, or goes on the next line if it does not fit. */
function withRefusals(
  candidates: readonly CandidateTold[],
  keys: readonly string[],
  columns: number,
): string[] {
  const refusals = candidates.map(({ refusedBy }) => (refusedBy === null ? '' : `refused: ${refusedBy}`));
  const widest = refusals.reduce((most, text) => Math.max(most, text === '' ? 0 : text.length + 2), 0);
  const beside = candidateTable(candidates, keys, { beside: widest, columns });
  const hasRoom =
    columns >= WIDEST_LINE || beside.every((line) => widthOf(line) + UNDER.length + widest <= columns);
  const told = hasRoom ? beside : candidateTable(candidates, keys, { columns });
  const heads = told.length - candidates.length;
  return told.flatMap((line, i) => {
    const refusal = refusals[i - heads] ?? '';
    if (refusal === '') return [line];
    return hasRoom ? [`${line}  ${refusal}`] : [line, `    ${refusal}`];
  });
}

function openingTold({ task, snapshot }: TaskLife, clock: Clock): Told[] {
  const told: Told[] = [];
  const { transferStartUs, startUs, failedOver, secondFailedOver } = task;
  const created = snapshot?.createdUs ?? null;
  if (created !== null && created <= startUs && !snapshot?.isOwn)
    told.push({ atUs: startUs, lines: [`its VM has had its snapshot since ${clock(created)}`] });
  else if (created !== null)
    told.push({ atUs: created, lines: [`its VM's snapshot is created${after(startUs, created)}`] });
  if (failedOver !== undefined)
    told.push({
      atUs: failedOver.atUs,
      lines: [`loses its connection to the storage: continues by ${failedOver.mode}`],
    });
  if (secondFailedOver !== undefined)
    told.push({
      atUs: secondFailedOver.atUs,
      lines: [
        `loses its connection to the storage that it writes: continues to write by ${secondFailedOver.mode}`,
      ],
    });
  if (transferStartUs < 0) return told;
  const from = Math.max(startUs, created ?? startUs);
  return [
    ...told,
    { atUs: transferStartUs, lines: [`is open${after(from, transferStartUs)} and begins to transfer`] },
  ];
}

function after(fromUs: number, toUs: number): string {
  return toUs > fromUs ? ` after ${lasted(fromUs, toUs)}` : '';
}

function transferTold({ rate, task, interruptions }: TaskLife, unsaid: UnsaidOnce): Told[] {
  const told: Told[] =
    rate.pieces.length > MOST_PIECES
      ? [
          {
            atUs: task.transferStartUs,
            lines: [
              'its rate was limited by many things in turn; all together:',
              ...sums(rate.pieces, unsaid),
            ],
          },
        ]
      : rate.pieces.map((piece) => ({
          atUs: piece.fromUs,
          lines: [rateLine(piece), ...unsaid.lines(piece.byDefault)],
        }));
  if (task.movedBytes > 0 && task.transferEndUs === task.transferStartUs)
    told.push({
      atUs: task.transferStartUs,
      lines: [
        `has transferred ${formatBytes(task.movedBytes)} in less than a microsecond: nothing limits it`,
      ],
    });
  if (!rate.exact)
    told.push({
      atUs: task.transferStartUs,
      lines: ['(rates are estimates: the records of the run do not give exact values)'],
    });
  for (const { fromUs, toUs, by } of interruptions) {
    const text = toUs === null ? 'to the end of the run' : `for ${lasted(fromUs, toUs)}`;
    told.push({ atUs: fromUs, lines: [`interrupted ${text}: ${few(by)}`] });
  }
  return told;
}

/** Pieces with the same limit as one line, the longest first. */
function sums(pieces: readonly RatePiece[], unsaid: UnsaidOnce): string[] {
  const byLimit = new Map<string, RatePiece>();
  for (const piece of pieces) {
    const key = `${piece.stage} ${piece.by}`;
    const sum = byLimit.get(key);
    const length = piece.toUs - piece.fromUs;
    // Only the length of the sum matters from here on.
    const whole = sum === undefined ? piece : { ...sum, toUs: sum.toUs + length };
    byLimit.set(key, {
      ...whole,
      least: Math.min(whole.least, piece.least),
      most: Math.max(whole.most, piece.most),
      sharers: Math.max(whole.sharers, piece.sharers),
      byDefault: piece.byDefault.length > whole.byDefault.length ? piece.byDefault : whole.byDefault,
    });
  }
  const long = (piece: RatePiece) => piece.toUs - piece.fromUs;
  return [...byLimit.values()]
    .sort((a, b) => long(b) - long(a))
    .flatMap((piece) => [rateLine(piece), ...unsaid.lines(piece.byDefault).map((line) => `  ${line}`)]);
}

export function rateLine({ fromUs, toUs, least, most, stage, by, sharers }: RatePiece): string {
  const range =
    most - least > most * 0.005 ? `${formatRate(least)} to ${formatRate(most)}` : formatRate(most);
  const who = sharers > 1 ? `, shared by ${sharers} at most` : '';
  const limit = stage === 'none' ? 'nothing limits it' : `limited by ${by} (${stage})${who}`;
  return `${lasted(fromUs, toUs)} at ${range}, ${limit}`;
}

function endTold({ task, snapshot }: TaskLife): Told[] {
  const { transferEndUs, cutUs, endUs, readBytes, movedBytes, result } = task;
  const moved = formatBytes(movedBytes);
  const told: Told[] = [];
  if (transferEndUs >= 0) told.push({ atUs: transferEndUs, lines: [`has read ${moved}`] });
  if (cutUs >= 0)
    told.push({
      atUs: cutUs,
      lines: [`has read ${moved} of ${formatBytes(readBytes)}: the run ends here`],
    });
  if (endUs >= 0) {
    const closing = transferEndUs >= 0 && endUs > transferEndUs ? ', its disk detached' : '';
    told.push({ atUs: endUs, lines: [`frees its slots${closing}: ${result}`] });
  }
  if (snapshot !== null && snapshot.removedUs !== null && snapshot.removingUs !== null) {
    const took = lasted(snapshot.removingUs, snapshot.removedUs);
    told.push({ atUs: snapshot.removedUs, lines: [`its VM's snapshot is removed, which took ${took}`] });
  }
  return told;
}
