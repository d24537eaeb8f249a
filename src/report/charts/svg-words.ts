import { printable } from '../characters/printable.ts';
import { xmlContent } from '../characters/xml-text.ts';
import type { Picture, PictureConfig } from './picture.ts';

/**
 * A drawing in SVG with its title and a description, for readers who cannot see it: its text is drawn as outlines.
 */
export function svgWithWords(svg: string, { config, words }: Picture): string {
  const { title, subtitle } = config.options?.plugins ?? {};
  const told = [...(words === null ? [] : [words]), ...linesOf(subtitle).map(ended)].join(' ');
  const named = xmlContent(printable(linesOf(title).join(' ')));
  return svg.replace(
    /<svg\b([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img"><title>${named}</title><desc>${xmlContent(printable(told))}</desc>`,
  );
}

type Written = NonNullable<NonNullable<PictureConfig['options']>['plugins']>['title'];

function linesOf(written: Written): string[] {
  const { text = [] } = written ?? {};
  return typeof text === 'string' ? [text] : text.flatMap((line) => line ?? []);
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
