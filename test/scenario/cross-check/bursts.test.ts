import { describe, expect, test } from 'vitest';
import { codesOf, parsed, SMALL } from '../parse-fixture.ts';

/** Codes of what is said of the small scenario with more lines. */
const codes = (more: string) => codesOf(`${SMALL}${more}`);

describe('a burst of faults', () => {
  const said = (burst: string) =>
    codes(
      `proxies: [{ name: "px{1..2}" }]\nfaults: [{ kind: proxy-down, targets: ["px*"], mtbf: 24h, mttr: 1h${burst} }]\n`,
    );
  test('hits at most as many targets as there are', () => {
    expect(said('')).toEqual([]);
    expect(said(', burst: 2')).toEqual([]);
    expect(said(', burst: 3')).toEqual(['out-of-range']);
  });

  test('is not counted against targets that nobody declared', () => {
    const fault = 'faults: [{ kind: proxy-down, targets: [nobody], mtbf: 24h, mttr: 1h, burst: 3 }]\n';
    expect(codes(`proxies: [{ name: px1 }]\n${fault}`)).toEqual(['unknown-reference']);
  });

  test('exists only if it is stated', () => {
    const { faults } = parsed(
      `${SMALL}proxies: [{ name: px1 }]\nfaults: [{ kind: proxy-down, targets: [px1], mtbf: 24h, mttr: 1h }]\n`,
    );
    expect(faults[0]!.when).not.toHaveProperty('burst');
  });
});
