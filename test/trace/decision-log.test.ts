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

  test('above the largest safe integer are refused', () => {
    const reader = new ByteReader(new Uint8Array(12).fill(255));
    expect(reader.whole()).toBe(0);
    expect(reader.isAtEnd).toBe(false);
  });
});
