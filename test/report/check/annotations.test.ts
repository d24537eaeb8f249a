import { describe, expect, test } from 'vitest';
import { annotationLines } from '../../../src/report/check/annotations.ts';
import { check, different, everyVerdict, expectation, LATE } from '../check-outcomes.ts';

describe('annotations of a GitHub workflow', () => {
  test('a missed expectation is at its line, a different scenario at its file, a finding at its position', () => {
    const lines = annotationLines(everyVerdict());
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(
      /^::error file=scenarios\/other\.yaml,title=Another result::DIFFERENT in 3 places, from decision 7 on: placements%0Afingerprint: was/,
    );
    expect(lines[0]).toContain(
      '%0AFirst divergence, decision 7:%0A  was: vm3/0 of nightly to px2 by hotadd%0A',
    );
    expect(lines[1]).toBe(
      '::error file=scenarios/night.yaml,line=12,col=5,title=Missed expectation::MISSED: jobs.nightly.window is 1h 7m (4000); expected at most 1h (3600)\n',
    );
    expect(lines[2]).toBe(
      '::warning file=scenarios/new.yaml,title=No accepted result::No result is accepted to compare with: only its expectations are checked.\n',
    );
    expect(lines[3]).toBe(
      "::error file=scenarios/bad.yaml,line=2,col=3,title=unknown-key::'prox' is not a key. Did you mean 'proxies'?\n",
    );
  });

  test('a scenario that differs and misses reports both', () => {
    const one = { outcome: different({ missed: [LATE] }), expectations: [expectation({ missed: LATE })] };
    expect(annotationLines([one]).map((line) => line.split('::')[1])).toEqual([
      'error file=scenarios/night.yaml,title=Another result',
      'error file=scenarios/night.yaml,line=12,col=5,title=Missed expectation',
    ]);
  });

  test('a scenario that passes has none', () => {
    expect(annotationLines([check()])).toEqual([]);
  });

  test('a name cannot end the command or begin one of its own', () => {
    const missed = { ...LATE, metric: 'jobs.100%\r\n::set-env name=x::y.window' };
    const [line] = annotationLines([
      {
        outcome: different({ scenario: 'scenarios/a,b:c%.yaml', differences: [], missed: [missed] }),
        expectations: [],
      },
    ]);
    expect(line!.split('\n')).toHaveLength(2);
    expect(line).toMatch(
      /^::error file=scenarios\/a%2Cb%3Ac%25\.yaml,title=Missed expectation::MISSED: jobs\.100%25/,
    );
  });

  test('if there are more than a step shows, the last one says how many are missing', () => {
    const many = Array.from({ length: 14 }, (_, i) => ({
      outcome: different({ scenario: `scenarios/${i}.yaml` }),
      expectations: [],
    }));
    const lines = annotationLines(many);
    expect(lines).toHaveLength(10);
    expect(lines[8]).toContain('file=scenarios/8.yaml');
    expect(lines[9]).toMatch(/::and 5 more, which this list has no room for\n$/);
    expect(annotationLines(many.slice(0, 10))[9]).toContain('file=scenarios/9.yaml');
  });
});
