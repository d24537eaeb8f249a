/** An element as a strict reader of XML sees it: entities resolved, white space of attributes as the standard says. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ReadElement[];
  readonly text: string;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What XML 1.0 lets a document hold. */
const ALLOWED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads a document of elements, attributes, text and entities; throws at whatever a parser would refuse. */
export function readXml(document: string): ReadElement {
  if (!ALLOWED.test(document)) throw new Error('a character that XML does not allow');
  const reader = new Reader(document.replace(/\r\n?/g, '\n'));
  reader.take(/<\?xml version="1\.0" encoding="UTF-8"\?>\s*/y);
  const root = reader.element();
  reader.take(/\s*$/y);
  return root;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): RegExpExecArray {
    const found = this.#try(pattern);
    if (found === null)
      throw new Error(`not well-formed at ${this.#at}: ${this.#text.slice(this.#at, this.#at + 40)}`);
    return found;
  }

  element(): ReadElement {
    const name = this.take(/<([A-Za-z][\w.-]*)/y)[1]!;
    const attributes: Record<string, string> = {};
    for (let found = this.#attribute(); found !== null; found = this.#attribute()) {
      if (Object.hasOwn(attributes, found[1]!)) throw new Error(`'${found[1]}' stands twice`);
      attributes[found[1]!] = resolved(found[2]!.replace(/[\t\n]/g, ' '));
    }
    if (this.#try(/\s*\/>/y) !== null) return { name, attributes, children: [], text: '' };
    this.take(/\s*>/y);
    const children: ReadElement[] = [];
    let text = '';
    while (this.#try(/<\//y) === null) {
      const piece = this.#try(/[^<]+/y);
      if (piece === null) children.push(this.element());
      else text += resolved(piece[0]);
    }
    const end = this.take(/([\w.-]+)\s*>/y)[1]!;
    if (end !== name) throw new Error(`<${name}> is ended by </${end}>`);
    return { name, attributes, children, text };
  }

  #attribute(): RegExpExecArray | null {
    return this.#try(/\s+([A-Za-z][\w.:-]*)="([^"<]*)"/y);
  }

  #try(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text);
    if (found !== null) this.#at = sticky.lastIndex;
    return found;
  }
}

function resolved(text: string): string {
  if (text.includes(']]>')) throw new Error("']]>' in text");
  return text.replace(/&([^;&\s]*);?/g, (whole, word: string) => {
    if (!whole.endsWith(';')) throw new Error(`a bare & in '${text}'`);
    const number = /^#(\d+)$/.exec(word);
    const found = number === null ? NAMED[word] : String.fromCodePoint(Number(number[1]));
    if (found === undefined) throw new Error(`no entity '${word}'`);
    return found;
  });
}
