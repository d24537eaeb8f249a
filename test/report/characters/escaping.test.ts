import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan } from '../../../src/report/characters/markdown-text.ts';
import { shellWord } from '../../../src/report/characters/shell-word.ts';
import { xmlAttribute, xmlContent } from '../../../src/report/characters/xml-text.ts';

/** Names come from inventories and may hold anything. What is made of them must be read as what it was. */

describe('XML', () => {
  test('marks become entities, in an attribute quotes and blanks as well', () => {
    const text = `a & b < c > d "e" 'f'\t\n\r`;
    expect(xmlContent(text)).toBe(`a &amp; b &lt; c &gt; d "e" 'f'\t\n\r`);
    expect(xmlAttribute(text)).toBe('a &amp; b &lt; c &gt; d &quot;e&quot; &apos;f&apos;&#9;&#10;&#13;');
  });

  test('what XML cannot hold is replaced; a pair of surrogates is a character', () => {
    expect(xmlContent('\u0000\u0008\u000b\u001f\ufffe\uffff\ud800')).toBe('\ufffd'.repeat(7));
    expect(xmlAttribute('\u{1f4be}\u00a0é')).toBe('\u{1f4be}\u00a0é');
  });
});

describe('Markdown code', () => {
  test.each([
    ['a', '`a`'],
    ['a`b', '`` a`b ``'],
    ['``a`b', '``` ``a`b ```'],
  ])('%s: a span has more backticks around it than any row of them inside', (text, shown) => {
    expect(codeSpan(text)).toBe(shown);
  });

  test.each([
    [['a', '`b`'], '```text\na\n`b`\n```\n'],
    [['a', '````'], '`````text\na\n````\n`````\n'],
  ])('%j: so has a block, and three at least', (lines, shown) => {
    expect(codeBlock(lines)).toBe(shown);
  });
});

describe('a word of a command', () => {
  test.each([
    ['proxies.px1.maxConcurrentTasks=24', 'proxies.px1.maxConcurrentTasks=24'],
    ['', "''"],
    ['two words', "'two words'"],
    ['$HOME', "'$HOME'"],
    ["it's", "'it'\\''s'"],
    ['a\nb', "$'a\\u000ab'"],
    ['\u001b[31m\u202e "it\'s" \\n é', "$'\\u001b[31m\\u202e \"it\\'s\" \\\\n é'"],
  ])('%j is pasted as what it is', (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });
});
