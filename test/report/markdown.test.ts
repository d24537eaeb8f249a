import { describe, expect, test } from 'vitest';
import { codeBlock, folded, markdownTable, plainWords } from '../../src/report/characters/markdown-text.ts';
import { checkMarkdown } from '../../src/report/check/markdown.ts';
import type { CheckOutcome } from '../../src/report/check/outcome.ts';
import { check, different, everyVerdict, LATE } from './check-outcomes.ts';

/** What a comment of a pull request takes. */
const COMMENT = 65_536;

describe('Markdown of a check', () => {
  test('begins with the count, then a row per scenario', () => {
    const [headline, , ...lines] = checkMarkdown(everyVerdict()).split('\n');
    expect(headline).toBe('### proxysim check: 3 of 5 scenarios not fine, 1 without an accepted result');
    expect(lines.slice(0, 7)).toEqual([
      '| scenario | result | window | was |',
      '| --- | --- | ---: | ---: |',
      '| scenarios/fine.yaml | as accepted | 1h | 1h |',
      '| scenarios/other.yaml | different | 1h 7m | 1h |',
      '| scenarios/late.yaml | 1 expectation missed | 1h | 1h |',
      '| scenarios/new.yaml | no accepted result | 1h | - |',
      '| scenarios/bad.yaml | does not run | - | - |',
    ]);
  });

  test('collapses the details of each scenario that fails, and of no other', () => {
    const text = checkMarkdown(everyVerdict());
    const summaries = [...text.matchAll(/<summary>(.*?)<\/summary>/g)].map((match) => match[1]);
    expect(summaries).toEqual(['other', 'late', 'bad'].map((name) => `scenarios/${name}.yaml`));
    expect(text).toContain('  is:  vm3/0 of nightly to px1 by hotadd\n');
    expect(text).toContain('- MISSED: jobs.nightly.window is 1h 7m (4000); expected at most');
    expect(text.match(/<details>/g)).toHaveLength(3);
    expect(text.match(/<\/details>/g)).toHaveLength(3);
  });

  test('lists what is missed above the differences, and says where an accepted result cannot be used', () => {
    const both = { outcome: different({ missed: [LATE] }), expectations: [] };
    expect(checkMarkdown([both])).toContain('(3600)\n\n```text\nDIFFERENT in 3 places');
    const [refused] = everyVerdict().slice(-1);
    const unusable = { ...refused!.outcome.diagnostics[0]!, code: 'bad-baseline' } as const;
    const outcome = { ...refused!.outcome, diagnostics: [unusable] };
    expect(checkMarkdown([{ outcome, expectations: [] }])).toContain(
      '| scenarios/bad.yaml | cannot be compared | - | - |\n\n<details>',
    );
  });

  test('is one line and the table if all pass', () => {
    expect(checkMarkdown([check()])).toContain('### proxysim check: 1 scenario, all fine\n');
    expect(checkMarkdown([check()])).not.toContain('<details>');
  });

  test('names the policy under which a scenario was checked', () => {
    const policy = { name: 'small-first', given: './mine.js' };
    expect(checkMarkdown([check({ policy })])).toContain('\n| scenarios/night.yaml under small-first | as ');
  });

  test('is one line if many all pass', () => {
    const many = Array.from({ length: 60 }, () => check());
    expect(checkMarkdown(many).trimEnd()).toBe('### proxysim check: 60 scenarios, all fine');
  });

  test('lists only the failures if many pass', () => {
    const many = Array.from({ length: 60 }, (_, i) => check({ scenario: `scenarios/${i}.yaml` }));
    const text = checkMarkdown([
      ...many,
      { outcome: different({ scenario: 'scenarios/x.yaml' }), expectations: [] },
    ]);
    expect(text).toContain('\nand 60 more, which are fine\n');
    expect(text.match(/^\| scenarios/gm)).toHaveLength(1);
  });

  test('a thousand scenarios with long differences fit a comment, nothing is left open, and the rest is counted', () => {
    const long = Array.from({ length: 50 }, (_, i) => ({
      path: `jobs.${'x'.repeat(200)}.${i}`,
      before: 'y'.repeat(500),
      after: '`'.repeat(300),
    }));
    const many = Array.from({ length: 1000 }, (_, i) => ({
      outcome: different({ scenario: `scenarios/${i}.yaml`, differences: long }),
      expectations: [],
    }));
    const text = checkMarkdown(many);
    expect(text.length).toBeLessThan(COMMENT);
    expect(text.length).toBeGreaterThan(COMMENT / 2);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    const shown = text.match(/<details>/g)!.length;
    expect(text).toContain(`${1000 - shown} scenarios more with details that do not fit here.`);
    expect(text).toContain('and 960 more\n');
  });

  test('one scenario with endless findings fits as well, with its fence closed', () => {
    const why = Array.from({ length: 5000 }, (_, i) => `candidate ${i} was refused`);
    const divergence = { ...different().divergence!, why };
    const outcome: CheckOutcome = different({ divergence });
    const text = checkMarkdown([{ outcome, expectations: [] }]);
    expect(text.length).toBeLessThan(10_000);
    expect(text).toMatch(/\nand more\n```\n\n<\/details>/);
  });
});

describe('foreign text is no markup', () => {
  test('no cell break, mention, tag, link or control character gets through', () => {
    const wild = '@team | <script> `x` [a](b) *c* _d_ #1 \u001b[0m\n# heading';
    expect([...'@|<>`*_[]\n\u001b'].filter((mark) => plainWords(wild).includes(mark))).toEqual([]);
    expect(markdownTable(['a', 'b'], [[wild, 'x']]).split('\n')).toHaveLength(4);
    expect(folded('</summary><b>', 'x')).not.toContain('<b>');
  });

  test('a code block ends only at its end, whatever it contains', () => {
    expect(codeBlock(['a', '````', 'b'])).toBe('`````text\na\n````\nb\n`````\n');
    expect(codeBlock(['one\n```\ntwo'])).toBe('````text\none\ufffd```\ufffdtwo\n````\n');
  });
});
