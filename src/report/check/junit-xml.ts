/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[];
  readonly text?: string;
}

/** The whole document, indented by two, with a final line break. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, '')}`;
}

function element({ name, attributes, children = [], text }: XmlElement, indent: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(`${value}`)}"`);
  const open = `${indent}<${name}${words.join('')}`;
  if (children.length === 0 && text === undefined) return `${open}/>\n`;
  if (children.length === 0) return `${open}>${content(text ?? '')}</${name}>\n`;
  const inner = children.map((child) => element(child, `${indent}  `)).join('');
  return `${open}>\n${inner}${indent}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function content(text: string): string {
  return allowed(text).replace(/[&<>]/g, (mark) => ENTITIES[mark]!);
}

/** Line breaks and tabs would come back as blanks. */
function attribute(text: string): string {
  return allowed(text)
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** XML 1.0 has no way to write control characters, halves of a pair, or the last two of the first plane. */
function allowed(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      // With this flag only halves that stand alone are found.
      .replace(/[\ud800-\udfff]/gu, '\ufffd')
  );
}
