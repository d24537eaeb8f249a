import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html } from '../../../src/report/page/html.ts';
import { wholePage } from '../../../src/report/page/page-frame.ts';

describe('HTML from templates', () => {
  test('no text can end its element or its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: made } = html`<p title="${text}">${text}</p>`;
        const inner = made.slice('<p title="'.length, -'</p>'.length).split('">');
        expect(inner.length).toBe(2);
        for (const part of inner) expect(part).not.toMatch(/[<>"']/);
      }),
    );
  });

  test('HTML pieces are kept, lists are joined, null is left out', () => {
    expect(html`<ul>${['a&b', 2].map((one) => html`<li>${one}</li>`)}${null}</ul>`.text).toBe(
      '<ul><li>a&amp;b</li><li>2</li></ul>',
    );
  });
});

test('the content security policy of a page has the hashes of exactly its script and style', () => {
  const hashed: string[] = [];
  const hash = (text: string) => `h${hashed.push(text)}`;
  const script = 'var a = "</script><!--";';
  const page = wholePage({ title: 't', subtitle: 's', sections: [] }, { script, hash });
  expect(page).toContain('script-src &#39;sha256-h1&#39;; style-src &#39;sha256-h2&#39;;');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).toContain(`<script>${hashed[0]}</script>`);
  expect(page).toContain(`<style>${hashed[1]}</style>`);
  expect(page.match(/<\/script>/g)).toHaveLength(1);
});
