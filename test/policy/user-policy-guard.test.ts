import { describe, expect, test } from 'vitest';
import { PolicyFault, UserPolicyGuard } from '../../src/policy/user-policy/guard.ts';
import { cluster, place, task } from './cluster.ts';

const view = cluster({ proxies: [{}] });
const proxy0 = place('nbd', 0);

function faultOf(ask: () => unknown): PolicyFault {
  try {
    ask();
  } catch (error) {
    if (error instanceof PolicyFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

const filter = (hasRoom: () => unknown) =>
  new UserPolicyGuard('mine').filter({ name: 'ram', hasRoom: hasRoom as () => boolean });
const rankKey = (of: () => unknown) =>
  new UserPolicyGuard('mine').rankKey({ name: 'odd', of: of as () => number });

describe('a guarded key', () => {
  test("declares what the user's key declares, and only that", () => {
    const guard = new UserPolicyGuard('mine');
    const of = () => 1;
    expect(guard.rankKey({ name: 'a', of })).not.toHaveProperty('differsByTask');
    expect(guard.rankKey({ name: 'a', differsByTask: true, of }).differsByTask).toBe(true);
    expect(guard.queueKey({ name: 'a', of }).changesWith).toBe('nothing');
    expect(guard.queueKey({ name: 'a', changesWith: 'vm', of }).changesWith).toBe('vm');
  });

  test('answers for every proxy, the first one too', () => {
    expect(rankKey(() => 7).of(task(), proxy0, view, [proxy0])).toBe(7);
  });

  test('gets the same task and view objects whenever it is asked about them', () => {
    const seen: unknown[] = [];
    const key = new UserPolicyGuard('mine').queueKey({
      name: 'a',
      of: (...given) => {
        seen.push(...given);
        return 0;
      },
    });
    const asked = task();
    key.of(asked, view);
    key.of(asked, view);
    expect(seen[2]).toBe(seen[0]);
    expect(seen[3]).toBe(seen[1]);
  });

  test('is never asked about an earlier task in place of one with the same number, or the same last digits of it', () => {
    const key = new UserPolicyGuard('mine').queueKey({ name: 'a', of: ({ vm }) => vm });
    const asked = [task({ task: 3, vm: 1 }), task({ task: 3, vm: 2 }), task({ task: 3 + 16_384, vm: 4 })];
    expect(asked.map((one) => key.of(one, view))).toEqual([1, 2, 4]);
  });
});

describe('what a user wrote wrong is reported by its name', () => {
  test.each([
    [1, 'answered 1'],
    ['yes', "answered 'yes'"],
    [null, 'answered null'],
  ])('a filter that answers %j', (answer, words) => {
    const fault = faultOf(() => filter(() => answer).hasRoom(task({ task: 7 }), proxy0, view));
    expect(fault.kind).toBe('answer');
    expect(fault.name).toBe('PolicyFault');
    expect(fault.diagnosticOf('task 7')).toEqual({
      code: 'bad-policy',
      severity: 'error',
      message: `Policy 'mine': Filter 'ram' ${words} for task 7.`,
      hint: 'A filter answers true or false.',
      path: '',
    });
  });

  test('a ranking key that answers with a text, of which the beginning is shown', () => {
    const fault = faultOf(() => rankKey(() => 'x'.repeat(99)).of(task(), proxy0, view, [proxy0]));
    expect(fault.kind).toBe('answer');
    expect(fault.diagnosticOf('task 0')).toMatchObject({
      message: `Policy 'mine': Ranking key 'odd' answered '${'x'.repeat(57)}...' for task 0.`,
      hint: 'A key answers with a whole number; the smaller, the sooner or the better.',
    });
  });

  test('a key that throws something that is not an Error gets no place and no advice', () => {
    const fault = faultOf(() =>
      rankKey(() => {
        throw 'nothing to see';
      }).of(task(), proxy0, view, [proxy0]),
    );
    expect(fault.kind).toBe('threw');
    expect(fault.message).toMatch(/^Policy 'mine': Ranking key 'odd' threw .*nothing to see.* for task 0\.$/);
    expect(fault.diagnosticOf('task 0')).not.toHaveProperty('hint');
  });

  test('a text of several lines that is thrown stands on one line, in its quotes', () => {
    const fault = faultOf(() =>
      rankKey(() => {
        throw 'one\ntwo';
      }).of(task(), proxy0, view, [proxy0]),
    );
    expect(fault.message).toBe("Policy 'mine': Ranking key 'odd' threw 'one\ufffdtwo' for task 0.");
  });

  test("an error of the key's own that only mentions setting something is no attempt to write", () => {
    const threw = (error: Error) =>
      faultOf(() =>
        rankKey(() => {
          throw error;
        }).of(task(), proxy0, view, [proxy0]),
      ).kind;
    expect(threw(new RangeError('Cannot set property'))).toBe('threw');
    expect(threw(new TypeError('I Cannot set property'))).toBe('threw');
    expect(threw(new TypeError('Cannot set property a'))).toBe('wrote');
  });

  test('an error without stack lines has no place', () => {
    const bare = new Error('bare');
    bare.stack = 'Error: bare, at home.ts:1:2';
    const fault = faultOf(() =>
      rankKey(() => {
        throw bare;
      }).of(task(), proxy0, view, [proxy0]),
    );
    expect(fault.message).toBe("Policy 'mine': Ranking key 'odd' threw Error: bare for task 0.");
  });
});
