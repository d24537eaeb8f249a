import { xmlAttribute, xmlContent } from '../characters/xml-text.ts';

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
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlAttribute(`${value}`)}"`);
  const open = `${indent}<${name}${words.join('')}`;
  if (children.length === 0 && text === undefined) return `${open}/>\n`;
  if (children.length === 0) return `${open}>${xmlContent(text ?? '')}</${name}>\n`;
  const inner = children.map((child) => element(child, `${indent}  `)).join('');
  return `${open}>\n${inner}${indent}</${name}>\n`;
}
