import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { SourceText, Span } from '../../diagnostics/diagnostic.ts';
import { wholeOf } from '../../diagnostics/source-text.ts';
import { shown } from '../../units/quantity-problem.ts';
import { Findings } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import type { Located, LocatedEntry } from './located.ts';
import { strangeBlank } from './strange-blank.ts';
import { yamlProblems } from './yaml-problem.ts';

/** Results of `lookIntoYaml` until `readYaml` takes them, so that each text is parsed once. */
const LOOKED_INTO = new WeakMap<
  SourceText,
  { readonly tree: Located | undefined; readonly found: Findings }
>();

/** Parses a text without reporting anything: `readYaml` reports its findings later. */
export function lookIntoYaml(source: SourceText): Located | undefined {
  const found = new Findings();
  const tree = parseYaml(source, found);
  LOOKED_INTO.set(source, { tree, found });
  return tree;
}

/** What a file is meant to be: 'scenario', and what such a file begins with. */
export interface FileKind {
  readonly name: string;
  readonly begin: string;
}

const SCENARIO: FileKind = { name: 'scenario', begin: 'version: 1' };

/** Parses a text into a located tree. If that is impossible, reports why and returns undefined. */
export function readYaml(source: SourceText, findings: Findings, kind = SCENARIO): Located | undefined {
  const known = LOOKED_INTO.get(source);
  if (known === undefined) return parseYaml(source, findings, kind);
  LOOKED_INTO.delete(source);
  for (const { code, message, ...place } of known.found.all) findings.report(code, message, place);
  return known.tree;
}

function parseYaml(source: SourceText, findings: Findings, kind = SCENARIO): Located | undefined {
  const refused = unreadable(source);
  if (refused !== undefined) {
    findings.report(refused.code, refused.message, {
      path: '',
      span: { source, start: refused.at, end: refused.at },
    });
    return undefined;
  }
  const documents = parseText(source, source.text, findings);
  if (documents === undefined) return undefined;
  const [document, second] = documents;
  const blank = document === undefined ? undefined : strangeBlank(document, source.text);
  if (blank !== undefined) {
    // What the parser makes of such a line is about other lines, and would mislead.
    findings.report('yaml-syntax', `${blank.message}.`, {
      path: '',
      span: { source, start: blank.at, end: blank.at + 1 },
      hint: blank.hint,
    });
    return undefined;
  }
  for (const one of documents) reportProblems(one, { source, text: source.text, offset: 0 }, findings);
  if (second !== undefined) {
    const at = second.range[0];
    findings.report(
      'several-documents',
      `A ${kind.name} is a single YAML document, but a second one begins here.`,
      {
        path: '',
        span: { source, start: at, end: at },
        hint: 'Move it to a file of its own, or remove the line with ---.',
      },
    );
  }
  // After a syntax error the tree is the parser's guess, and findings about it could be misleading.
  if (document !== undefined && document.errors.length > 0) return undefined;
  const root = document?.contents;
  if (document === undefined || !isNode(root) || (isScalar(root) && root.value === null)) {
    findings.report('empty-file', `The file contains no ${kind.name}.`, {
      path: '',
      span: { source, start: 0, end: 0 },
      hint: `Begin with '${kind.begin}'.`,
    });
    return undefined;
  }
  return new TreeBuilder(source, 0, document, findings).build(root, 0);
}

/** Parses a value given on the command line, at `offset` of its source text. An empty one is null, as in a file. */
export function readYamlValue(source: SourceText, offset: number, findings: Findings): Located | undefined {
  const text = source.text.slice(offset);
  const documents = parseText(source, text, findings);
  if (documents === undefined) return undefined;
  const [document] = documents;
  for (const one of documents) reportProblems(one, { source, text, offset }, findings);
  if (document !== undefined && document.errors.length > 0) return undefined;
  const root = document?.contents;
  if (document !== undefined && isNode(root))
    return new TreeBuilder(source, offset, document, findings).build(root, 0);
  return { kind: 'scalar', value: null, text: '', span: { source, start: offset, end: source.text.length } };
}

function unreadable(
  source: SourceText,
): { code: 'too-large' | 'not-text'; message: string; at: number } | undefined {
  if (source.text.length > LIMITS.textLength) {
    return { code: 'too-large', message: `The file is longer than ${LIMITS.textLength} characters.`, at: 0 };
  }
  const nul = source.text.indexOf('\0');
  return nul < 0
    ? undefined
    : {
        code: 'not-text',
        message: 'The file contains a NUL character: it is not text, or not saved as UTF-8.',
        at: nul,
      };
}

/** The documents of a text with their mistakes; undefined, and reported, where it is nested too deeply. */
function parseText(source: SourceText, text: string, findings: Findings): Document.Parsed[] | undefined {
  try {
    // Copied, because for an empty stream the library returns an empty array with extra properties.
    return [...parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.report('too-deep', 'The text is nested too deeply to be read.', {
      path: '',
      span: wholeOf(source),
    });
    return undefined;
  }
}

/** `offset`: where the text begins in its source. */
function reportProblems(
  document: Document.Parsed,
  { source, text, offset }: { readonly source: SourceText; readonly text: string; readonly offset: number },
  findings: Findings,
): void {
  for (const { message, hint, at, noticedAt } of yamlProblems(document, text)) {
    const spanAt = (start: number) => ({ source, start: start + offset, end: start + 1 + offset });
    const notes =
      noticedAt === undefined ? [] : [{ message: 'It has to end before this.', span: spanAt(noticedAt) }];
    findings.report('yaml-syntax', `${message}.`, { path: '', span: spanAt(at), hint, notes });
  }
}

class TreeBuilder {
  readonly #source: SourceText;
  readonly #offset: number;
  readonly #document: Document.Parsed;
  readonly #findings: Findings;
  readonly #done = new Map<Node, { tree: Located; weight: number; height: number }>();
  readonly #open = new Set<Node>();
  #aliased = 0;
  #weight = 0;
  #deepest = 0;

  constructor(source: SourceText, offset: number, document: Document.Parsed, findings: Findings) {
    this.#source = source;
    this.#offset = offset;
    this.#document = document;
    this.#findings = findings;
  }

  build(node: Node, depth: number): Located {
    const span = this.#spanOf(node);
    if (depth > LIMITS.depth) {
      this.#findings.report('too-deep', `Nested more than ${LIMITS.depth} levels deep.`, { path: '', span });
      return nothing(span);
    }
    if (isAlias(node)) return this.#follow(node.resolve(this.#document), node.source, span, depth);
    const before = this.#weight;
    const outer = this.#deepest;
    this.#weight += 1;
    this.#deepest = depth;
    this.#open.add(node);
    const tree = this.#collection(node, span, depth);
    this.#open.delete(node);
    if ('anchor' in node && node.anchor !== undefined) {
      this.#done.set(node, { tree, weight: this.#weight - before, height: this.#deepest - depth });
    }
    this.#deepest = Math.max(outer, this.#deepest);
    return tree;
  }

  #collection(node: Node, span: Span, depth: number): Located {
    if (isMap(node)) return { kind: 'map', entries: this.#entries(node.items as Pair[], depth), span };
    if (isSeq(node)) {
      const items = node.items.map((item) =>
        isNode(item) ? this.build(item, depth + 1) : this.#pairItem(item, span, depth),
      );
      return { kind: 'list', items, span };
    }
    if (!isScalar(node)) return nothing(span);
    const { value } = node;
    if (typeof value === 'string') return { kind: 'scalar', value, text: value, span };
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      return { kind: 'scalar', value, text: node.source ?? String(value), span };
    }
    // Values of other tags (bigint, binary, dates of YAML 1.1) are read as their text.
    return { kind: 'scalar', value: node.source ?? '', text: node.source ?? '', span };
  }

  /** `a: 1` as an item of a flow list: a map with one entry. */
  #pairItem(item: unknown, span: Span, depth: number): Located {
    return isPair(item) ? { kind: 'map', entries: this.#entries([item], depth + 1), span } : nothing(span);
  }

  #follow(target: Node | undefined, name: string, span: Span, depth: number): Located {
    const known = target === undefined ? undefined : this.#done.get(target);
    if (target === undefined || (known === undefined && !this.#open.has(target))) {
      this.#findings.report('yaml-syntax', `The alias ${shown(name)} has no anchor before it.`, {
        path: '',
        span,
        hint: `A pattern that begins with * is written in quotes: ${JSON.stringify(`*${name}`)}.`,
      });
      return nothing(span);
    }
    if (known === undefined) {
      this.#findings.report('alias-limit', `The alias ${shown(name)} refers to something that contains it.`, {
        path: '',
        span,
      });
      return nothing(span);
    }
    const spent = this.#aliased;
    this.#aliased += known.weight;
    if (this.#aliased > LIMITS.aliasedNodes) {
      // Reported once: every later alias would exceed the limit again.
      if (spent <= LIMITS.aliasedNodes) {
        const message = `Aliases stand for more than ${LIMITS.aliasedNodes} values.`;
        this.#findings.report('alias-limit', message, { path: '', span });
      }
      return nothing(span);
    }
    if (depth + known.height > LIMITS.depth) {
      this.#findings.report('too-deep', `Nested more than ${LIMITS.depth} levels deep.`, { path: '', span });
      return nothing(span);
    }
    this.#deepest = Math.max(this.#deepest, depth + known.height);
    this.#weight += known.weight;
    return known.tree;
  }

  #entries(pairs: readonly Pair[], depth: number): LocatedEntry[] {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of pairs) {
      const key = isNode(pair.key) ? this.build(pair.key, depth + 1) : undefined;
      if (key?.kind !== 'scalar') {
        const span = key?.span ?? { source: this.#source, start: 0, end: 0 };
        this.#findings.report('wrong-type', 'A key must be a word, not a map or a list.', { path: '', span });
        continue;
      }
      const value = isNode(pair.value) ? this.build(pair.value, depth + 1) : nothing(key.span);
      const first = entries.get(key.text);
      if (first !== undefined) {
        this.#findings.report('duplicate-key', `${shown(key.text)} appears twice in this map.`, {
          path: key.text,
          span: key.span,
          hint: 'Remove one of them, or write their values together.',
          notes: [{ message: 'First here.', span: first.keySpan }],
        });
        continue;
      }
      entries.set(key.text, { key: key.text, keySpan: key.span, value });
    }
    return [...entries.values()];
  }

  #spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return { source: this.#source, start: start + this.#offset, end: end + this.#offset };
  }
}

function nothing(span: Span): Located {
  return { kind: 'scalar', value: null, text: '', span };
}
