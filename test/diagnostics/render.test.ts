import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';

function at(text: string, marked: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const source = { name: 'night.yaml', text };
  const start = text.indexOf(marked);
  const span = { source, start, end: start + marked.length };
  return {
    code: 'unknown-reference',
    severity: 'error',
    message: "'esx3' is not a host.",
    path: 'proxies.px3.host',
    span,
    ...more,
  };
}

describe('a finding is rendered', () => {
  it('as the interface shows it', () => {
    const text = `${'\n'.repeat(13)}  - { name: px3, site: hq, kind: virtual, host: esx3 }\n`;
    expect(renderDiagnostic(at(text, 'esx3', { hint: "Did you mean 'esx2'?" }))).toBe(
      [
        "night.yaml:14:49: error[unknown-reference] 'esx3' is not a host. Did you mean 'esx2'?",
        '14 |   - { name: px3, site: hq, kind: virtual, host: esx3 }',
        '   |                                                 ^^^^',
      ].join('\n'),
    );
  });

  it('with its notes, each at its own place', () => {
    const source = { name: 'base.yaml', text: 'esx1\n' };
    const notes = [{ message: 'First declared here.', span: { source, start: 0, end: 4 } }];
    expect(
      renderDiagnostic(at('esx3', 'esx3', { notes }))
        .split('\n')
        .slice(3),
    ).toEqual(['base.yaml:1:1: note First declared here.', '1 | esx1', '  | ^^^^']);
  });

  it('with the caret below its text behind tabs and wide characters, and without line ends', () => {
    const lines = renderDiagnostic(at('\t"\u{1F600}": esx3\r\nx', 'esx3')).split('\n');
    expect(lines[0]).toMatch(/^night\.yaml:1:7:/);
    expect(lines.slice(1)).toEqual(['1 |  "\u{1F600}": esx3', '  |       ^^^^']);
  });

  it('with a long line cut around the caret', () => {
    const lines = renderDiagnostic(at(`${'a'.repeat(300)}esx3${'b'.repeat(300)}`, 'esx3')).split('\n');
    expect(lines[1]!.length).toBeLessThan(120);
    expect(lines[1]!.slice(lines[2]!.indexOf('^'), lines[2]!.indexOf('^') + 4)).toBe('esx3');
    expect(lines[2]).toMatch(/^ {2}\| +\^{4}$/);
  });

  it('with carets on the first line only of a span over several', () => {
    expect(renderDiagnostic(at('a:\n  b: 1\n', 'a:\n  b: 1')).split('\n').slice(1)).toEqual([
      '1 | a:',
      '  | ^^',
    ]);
  });

  it('at the end of a text, and without a place', () => {
    expect(renderDiagnostic(at('', '')).split('\n').slice(1)).toEqual(['1 | ', '  | ^']);
    const { span: _, ...placeless } = at('x', 'x');
    expect(renderDiagnostic(placeless)).toBe("error[unknown-reference] 'esx3' is not a host.");
  });

  it('without anything that a terminal would obey', () => {
    expect(renderDiagnostic(at('a\u001b[31m', 'a', { message: 'x\u001b[0m\ny' }))).not.toContain('\u001b');
  });

  const plainly = { paint: (text: string) => text, columns: null, broken: (line: string) => [line] };

  it('in the columns of a terminal: of the line as much as has room, the caret below what it is about', () => {
    const line = `${'a'.repeat(90)}esx3${'b'.repeat(90)}`;
    const [, frame, carets] = renderDiagnostic(at(line, 'esx3'), { ...plainly, columns: 60 }).split('\n');
    // `1 | ` and three dots at both ends leave 50.
    expect(frame).toHaveLength(60);
    expect(frame!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('esx3');
    const [long] = renderDiagnostic(at(line, 'esx3'), { ...plainly, columns: 200 })
      .split('\n')
      .slice(1);
    expect(long).toHaveLength('1 | ...'.length + 100 + '...'.length);
  });

  it('in colour where colour is passed in', () => {
    expect(
      renderDiagnostic(at('esx3', 'esx3'), {
        ...plainly,
        paint: (text, role) => `<${role}>${text}</>`,
      }).split('\n')[2],
    ).toBe('<frame>  |</> <caret>^^^^</>');
  });
});
