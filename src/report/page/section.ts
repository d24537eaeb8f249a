import { breakable } from './breakable.ts';
import { type Card, cardList } from './cards.ts';
import { type Html, html, lines, type Piece } from './html.ts';

/** A part of a page. */
export interface PageSection {
  /** The target of links. */
  readonly id: string;
  /** Its entry in the navigation at the top of the page; null: none. */
  readonly heading: Html | null;
  readonly html: Html;
}

/** A part of the page with a heading that can be linked to. */
export function section(id: string, title: string, ...body: readonly Piece[]): PageSection {
  const heading = breakable(title);
  return {
    id,
    heading,
    html: html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${heading}</h2>
${lines(body)}</section>`,
  };
}

/** Null where there is nothing to show. */
export function sectionIf(
  condition: boolean,
  id: string,
  title: string,
  body: () => readonly Piece[],
): PageSection | null {
  return condition ? section(id, title, ...body()) : null;
}

/** The first part of a page: the answer in one line, with the figures behind it. */
export interface PageAnswer {
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly verdict: Piece;
  readonly told: Piece;
  readonly cards: readonly Card[];
}

/** It is at the top of the page, so it has no entry in the navigation. */
export function answerFirst(
  { tone, verdict, told, cards }: PageAnswer,
  ...body: readonly Piece[]
): PageSection {
  return {
    id: 'answer',
    heading: null,
    html: html`<section id="answer" class="answer tone-${tone}" aria-labelledby="answer-title">
<h2 id="answer-title" class="verdict">${verdict}</h2>
${lines([told, cardList(cards), body])}</section>`,
  };
}
