import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../src/trace/bytes.ts';
import { decodeDecisions, encodeDecisions } from '../../src/trace/decision-code.ts';
import {
  DECISION_KINDS,
  type Decision,
  type DecisionLog,
  HAS_PLACE,
  isDecision,
  SUBJECT_OF,
  SUBJECT_WORDS,
} from '../../src/trace/decision-log.ts';
import { Fingerprint } from '../../src/trace/fingerprint.ts';
import { acceptedLog, recorded, shippedScenario } from '../helpers/parting.ts';

const EVENTFUL = [
  'first-night',
  'study/random-faults',
  'study/failover-and-rescan',
  'study/host-failover',
  'study/network-and-storage-faults',
  'study/proxy-added',
  'study/tracking-reset',
  'study/missed-night',
  'study/forever-incremental',
  'study/closing-windows',
  'study/retries',
  'study/scale-out',
];
const runs = new Map(EVENTFUL.map((name) => [name, recorded(shippedScenario(name))]));

describe('a decision log', () => {
  test.each(EVENTFUL)('has exactly the records that change the fingerprint: %s', (name) => {
    const { trace, log } = runs.get(name)!;
    const fingerprint = new Fingerprint();
    let before = fingerprint.digest();
    for (const record of trace) {
      fingerprint.record(record);
      expect(isDecision(record), record.kind).toBe(fingerprint.digest() !== before);
      before = fingerprint.digest();
    }
    expect(log.total).toBe(trace.filter(isDecision).length);
    expect(log.decisions.map(({ kind, atUs }) => [kind, atUs])).toEqual(
      trace.filter(isDecision).map(({ kind, at }) => [kind, at]),
    );
  });

  test('has every kind of decision in at least one of these runs', () => {
    const seen = new Set([...runs.values()].flatMap(({ log }) => log.decisions.map(({ kind }) => kind)));
    expect(DECISION_KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
  });

  test('names the subject and the place of each task start', () => {
    const { log } = runs.get('study/scale-out')!;
    const scenario = shippedScenario('study/scale-out');
    const starts = log.decisions.filter(({ kind }) => kind === 'task-started');
    const [job, session, attempt, vm, disk] = starts[0]!.subject.words;
    expect(scenario.jobs.map(({ name }) => name)).toContain(job);
    expect([session, attempt]).toEqual(['1', '1']);
    expect(scenario.vms.names).toContain(vm);
    expect(disk).toBe('0');
    const extents = scenario.repositories.flatMap((repository) => repository.extents);
    for (const { place } of starts) expect(extents).toContain(place![2]);
  });

  test.each(EVENTFUL)('is the accepted one: %s', (name) => {
    expect(acceptedLog(name)).toEqual(runs.get(name)!.log);
  });
});

const word = fc.oneof(fc.constantFrom('a', 'vm1', '1', 'px/1', '', 'ü', '\u{1f4be}', '\ud800'), fc.string());
const decision = (atUs: number): fc.Arbitrary<Decision> =>
  fc.constantFrom(...DECISION_KINDS).chain((kind) => {
    const of = SUBJECT_OF[kind];
    const width = SUBJECT_WORDS[of].length;
    return fc
      .tuple(fc.array(word, { minLength: width, maxLength: width }), fc.tuple(word, word, word, word, word))
      .map(([words, place]) => ({
        kind,
        atUs,
        subject: { of, words },
        place: HAS_PLACE.has(kind) ? place : null,
      }));
  });
const log: fc.Arbitrary<DecisionLog> = fc
  .array(fc.nat({ max: 2e12 }), { maxLength: 30 })
  .chain((steps) => {
    let at = 0;
    const times = steps.map((step) => {
      at += step;
      return at;
    });
    return fc.tuple(word, fc.nat(), fc.tuple(...times.map(decision)));
  })
  .map(([fingerprint, more, decisions]) => ({ fingerprint, total: decisions.length + more, decisions }));

describe('an encoded log', () => {
  test('is decoded to the same log', () => {
    fc.assert(
      fc.property(log, (given) => {
        expect(decodeDecisions(encodeDecisions(given))).toEqual(given);
      }),
    );
  });

  test('has the same bytes for the same content', () => {
    fc.assert(
      fc.property(log, (given) => {
        const bytes = encodeDecisions(given);
        expect(encodeDecisions(decodeDecisions(bytes)!)).toEqual(bytes);
      }),
    );
  });

  test.each(EVENTFUL)('of a whole night is decoded to the same log: %s', (name) => {
    const { log } = runs.get(name)!;
    expect(decodeDecisions(encodeDecisions(log))).toEqual(log);
  });

  /** Two starts of one task on one place, 5 us apart. By byte: where each of the numbers below stands. */
  const twoStarts = () => {
    const start = (atUs: number): Decision => ({
      kind: 'task-started',
      atUs,
      subject: { of: 'task', words: ['j', '1', '1', 'v', '0'] },
      place: ['p', 'nbd', '', '', ''],
    });
    const bytes = [...encodeDecisions({ fingerprint: 'f', total: 2, decisions: [start(5), start(10)] })];
    // The fingerprint's length and letter, then the total; last: kinds, steps, distances to the expected subject, places.
    const last = bytes.slice(-9);
    expect([bytes.slice(0, 3), last]).toEqual([
      [1, 102, 2],
      [2, 2, 2, 5, 5, 0, 1, 0, 0],
    ]);
    return bytes;
  };
  const changed = (fromEnd: number, ...to: number[]) => {
    const bytes = twoStarts();
    bytes.splice(bytes.length - fromEnd, 1, ...to);
    return decodeDecisions(Uint8Array.from(bytes));
  };

  test('that refers to what it does not have is refused', () => {
    expect(changed(1, 0)?.decisions).toHaveLength(2);
    // Place 1 of one, subject 2 of one, kind 99; as the last word of the place the name before the first, or after the last.
    const wrong = [changed(1, 1), changed(3, 2), changed(8, 99), changed(10, 1), changed(10, 14)];
    expect(wrong).toEqual(wrong.map(() => undefined));
  });

  test('needs no memory for what it only claims to have', () => {
    const decisions: Decision[] = [
      { kind: 'rescanned', atUs: 5, subject: { of: 'nothing', words: [] }, place: null },
    ];
    const given: DecisionLog = { fingerprint: 'f', total: 1, decisions };
    const bytes = [...encodeDecisions(given)];
    // From the end: distance, step, kind, number of decisions, of places, of subjects without words.
    expect(bytes.slice(-6)).toEqual([1, 0, 1, 26, 5, 0]);
    const largest = new ByteWriter();
    largest.whole(Number.MAX_SAFE_INTEGER);
    bytes.splice(bytes.length - 6, 1, ...largest.bytes());
    expect(decodeDecisions(Uint8Array.from(bytes))).toEqual(given);
  });

  test('that has more decisions than the run is refused', () => {
    const bytes = Uint8Array.from(twoStarts());
    bytes[2] = 1;
    expect(decodeDecisions(bytes)).toBeUndefined();
  });

  test('that goes on beyond the largest safe integer of microseconds is refused', () => {
    const largest = new ByteWriter();
    largest.whole(Number.MAX_SAFE_INTEGER);
    expect(changed(6, ...largest.bytes())).toBeUndefined();
    const justBefore = new ByteWriter();
    justBefore.whole(Number.MAX_SAFE_INTEGER - 5);
    expect(changed(6, ...justBefore.bytes())?.decisions[1]?.atUs).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('that is truncated anywhere is refused', () => {
    fc.assert(
      fc.property(log, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, share) => {
        const bytes = encodeDecisions(given);
        expect(decodeDecisions(bytes.subarray(0, Math.floor(bytes.length * share)))).toBeUndefined();
      }),
    );
  });

  test('with random or changed bytes is decoded or refused, but never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = decodeDecisions(bytes);
        if (read !== undefined) expect(read.decisions.length).toBeLessThanOrEqual(read.total);
      }),
    );
    fc.assert(
      fc.property(log, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, at, flip) => {
        const bytes = encodeDecisions(given);
        bytes[at % bytes.length]! ^= flip;
        expect(() => decodeDecisions(bytes)).not.toThrow();
      }),
    );
  });
});

describe('encoded integers', () => {
  test.each([
    [0, [0]],
    [127, [127]],
    // 300 = 2 x 128 + 44: the low part first, marked with 128.
    [300, [172, 2]],
  ])('%i', (value, bytes) => {
    const writer = new ByteWriter();
    writer.whole(value);
    expect([...writer.bytes()]).toEqual(bytes);
  });

  test('are decoded to the same values, up to the largest safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: -(2 ** 51), max: 2 ** 51 }), (whole, signed) => {
        const writer = new ByteWriter();
        writer.whole(whole);
        writer.signed(signed);
        const reader = new ByteReader(writer.bytes());
        expect([reader.whole(), reader.signed()]).toEqual([whole, signed]);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d cannot be written', (value) => {
    expect(() => new ByteWriter().whole(value)).toThrow(RangeError);
  });

  // 2^56 - 1 + 2^56; without an end; and 0 in more digits than any number has.
  test.each([[[...Array(8).fill(255), 1]], [Array(12).fill(255)], [Array(500).fill(128)]])(
    'above the largest safe integer are refused: %j',
    (bytes) => {
      const reader = new ByteReader(Uint8Array.from(bytes));
      expect(reader.whole()).toBe(0);
      expect(reader.isAtEnd).toBe(false);
    },
  );
});
