import { type Html, html, lines } from './html.ts';

/** A key figure of the page. */
export interface Card {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

export function cardList(cards: readonly Card[]): Html {
  return html`<dl class="cards">
${lines(cards.map(cardHtml))}</dl>`;
}

function cardHtml({ name, value, note }: Card): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`;
}
