import { Html, html, lines } from './html.ts';
import { pageStyle } from './page-style.ts';
import type { PageSection } from './section.ts';

/** What a page needs apart from its content. */
export interface PageParts {
  /** The page's own script, bundled. */
  readonly script: string;
  /** SHA-256 of a text in UTF-8, in base64: for the content security policy. */
  readonly hash: (text: string) => string;
}

export interface PageContent {
  readonly title: string;
  readonly subtitle: string;
  /** In order; null: nothing to show. */
  readonly sections: readonly (PageSection | null)[];
}

/** One file without any requests: it holds its script and style, and its content security policy allows only these, by hash. */
export function wholePage(content: PageContent, parts: PageParts): string {
  const { beforeData, afterData } = framed(content, parts);
  return beforeData + afterData;
}

/** The parts of a page before and after its data (base64), which is most of the page and is written in pieces. */
export interface PageAroundData {
  readonly before: string;
  readonly after: string;
}

export function pageAroundData(content: PageContent, parts: PageParts): PageAroundData {
  const { beforeData, afterData } = framed(content, parts);
  return {
    before: `${beforeData}<script type="application/octet-stream" id="data">`,
    after: `</script>\n${afterData}`,
  };
}

/**
 * The page in pieces: a string that holds the long data and a single character beyond Latin-1 would take twice the
 * memory.
 */
export function pagePieces(
  { before, after }: PageAroundData,
  data: readonly (string | Uint8Array)[],
): readonly (string | Uint8Array)[] {
  return [before, ...data, after];
}

function framed(content: PageContent, { script, hash }: PageParts) {
  const { title, subtitle } = content;
  const sections = content.sections.filter((one) => one !== null);
  const style = pageStyle();
  const code = inScript(script);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash(code)}'`,
    `style-src 'sha256-${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const links = sections.map(({ id, heading }) => heading && html`<li><a href="#${id}">${heading}</a></li>`);
  const beforeData = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="proxysim">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header><h1>${title}</h1>
<p>${subtitle}</p></header>
<nav aria-label="Parts of the report"><ul>${links}</ul></nav>
<main id="main">
<noscript><p class="bad">Charts and long tables need the page's own script, which is switched off here.</p></noscript>
${lines(sections.map((one) => one.html))}</main>
`.text;
  const afterData = html`<script>${new Html(code)}</script>
</body>
</html>
`.text;
  return { beforeData, afterData };
}

/** Escaped, because a script cannot contain its own end tag or the start of an HTML comment. */
function inScript(code: string): string {
  return code.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '\\x3c!--');
}
