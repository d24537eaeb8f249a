import { breakable } from './breakable.ts';
import { type Html, html, lines, type Piece } from './html.ts';

export function paragraphs(texts: readonly string[]): Html[] {
  return texts.map((text) => html`<p>${breakable(text)}</p>`);
}

export function bulletList(items: readonly Piece[]): Html {
  return html`<ul>${lines(items.map((item) => html`<li>${item}</li>`))}</ul>`;
}

/** Names or terms, each with a fact or an explanation. */
export function factList(facts: readonly (readonly [name: string, fact: Piece])[]): Html {
  return html`<dl class="facts">
${lines(facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`))}</dl>`;
}

/** Good or bad news, marked by more than colour. */
export function toned(tone: 'good' | 'bad' | 'neutral', words: Piece): Html {
  switch (tone) {
    case 'good':
      return html`<span class="good">${words}</span>`;
    case 'bad':
      return html`<strong class="bad">${words}</strong>`;
    case 'neutral':
      return html`${words}`;
  }
}
