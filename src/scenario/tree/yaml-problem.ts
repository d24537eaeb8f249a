import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type YAMLParseError,
} from 'yaml';
import { shown } from '../../units/quantity-problem.ts';

/** A mistake in the syntax, in words that somebody who has never read the YAML specification understands. */
export interface YamlProblem {
  /** Without a full stop. */
  readonly message: string;
  readonly hint?: string;
  /** Offset into the text. */
  readonly at: number;
  /** Where the mistake was noticed, if that is not where it can be corrected. */
  readonly noticedAt?: number;
}

/** More of one text are not reported: most of them are consequences of the first ones. */
const MOST_PROBLEMS = 20;

/** What is wrong with the syntax of a text, at most one problem for each line of it. */
export function* yamlProblems(document: Document.Parsed, text: string): Iterable<YamlProblem> {
  let checkedTo = 0;
  let reported = 0;
  for (const error of document.errors) {
    const at = error.pos[0];
    // After the first mistake in a line the parser is out of step, and what it finds next misleads.
    const isNewLine = reported === 0 || text.slice(checkedTo, at).includes('\n');
    checkedTo = Math.max(checkedTo, at);
    // An unexpected token behind another mistake is nearly always its consequence.
    if (!isNewLine || (reported > 0 && error.code === 'UNEXPECTED_TOKEN')) continue;
    yield problemOf(error, document, text);
    reported += 1;
    if (reported === MOST_PROBLEMS) return;
  }
}

function problemOf(error: YAMLParseError, document: Document.Parsed, text: string): YamlProblem {
  const at = error.pos[0];
  const character = text[at] ?? '';
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'This line is indented with a tab', hint: 'Indent with spaces.', at };
    case 'BAD_INDENT':
      return unclosed(error, document) ?? badIndent(at);
    case 'MISSING_CHAR':
      return (
        unclosed(error, document) ??
        openQuote(error, document) ??
        (error.message.startsWith('Sequence item') ? badIndent(at) : keyExpected(at))
      );
    case 'MULTILINE_IMPLICIT_KEY':
      return keyExpected(at);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'A key stands inside the value of another',
        hint: "Put a text with ': ' in quotes. Keys of one map begin in the same column.",
        at,
      };
    case 'BLOCK_IN_FLOW':
      return {
        message: "A comma is missing, or quotes around a text with ': '",
        hint: 'Write for example { name: px1, cores: 8 }.',
        at,
      };
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return {
        message: `A text cannot begin with ${shown(character)}`,
        hint: `Put it in quotes${character === '*' ? ', for example "*" or "app*"' : ''}.`,
        at,
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'A backslash in double quotes begins an escape, and this is none',
        hint: 'Write \\\\ for a backslash, or use single quotes.',
        at,
      };
    case 'UNEXPECTED_TOKEN':
      return unexpected(at, text);
    case 'RESOURCE_EXHAUSTION':
      return { message: 'The text is nested too deeply to be read', at };
    default:
      return { message: error.message.split('\n')[0]!.replace(/[.:]+$/, ''), at };
  }
}

function badIndent(at: number): YamlProblem {
  return {
    message: 'This line is indented differently from those around it',
    hint: "Keys of one map begin in the same column, and so do the '- ' of one list.",
    at,
  };
}

function keyExpected(at: number): YamlProblem {
  return {
    message: 'A key is expected here',
    hint: "Write 'key: value', with a space after the colon.",
    at,
  };
}

function unexpected(at: number, text: string): YamlProblem {
  const character = text[at]!;
  const message = `${shown(character)} is not expected here`;
  if (character === '{' && /\S/.test(text[at - 1] ?? ' '))
    return { message, hint: 'Put a name with braces in quotes: "esx{1..8}".', at };
  if (character === ']' || character === '}')
    return { message, hint: 'There is one too many, or none that opens it.', at };
  return { message, hint: 'Is a comma missing before it, or quotes around a text?', at };
}

/** A list in brackets or a map in braces that does not end; undefined if the error is another. */
function unclosed(error: YAMLParseError, document: Document.Parsed): YamlProblem | undefined {
  const [, kind, end] = /^Flow (map|sequence) .*end with a (.)/.exec(error.message) ?? [];
  if (kind === undefined || end === undefined) return undefined;
  const noticedAt = error.pos[0];
  const open = lastBefore(document, noticedAt, (node) => {
    return (
      isCollection(node) &&
      node.flow === true &&
      isMap(node) === (kind === 'map') &&
      node.range?.[1] === noticedAt
    );
  });
  const what = kind === 'map' ? 'map in braces' : 'list in brackets';
  const message = `A ${what} is not closed: ${shown(end)} is missing`;
  return open === undefined ? { message, at: noticedAt } : { message, at: open.range![0], noticedAt };
}

function openQuote(error: YAMLParseError, document: Document.Parsed): YamlProblem | undefined {
  const [, quote] = /^Missing closing (.)/.exec(error.message) ?? [];
  if (quote === undefined) return undefined;
  const end = error.pos[0];
  const open = lastBefore(document, end, (node) => isScalar(node) && node.range?.[1] === end);
  return {
    message: `A text in quotes does not end: ${quote} is missing`,
    at: open?.range?.[0] ?? end,
  };
}

/** The outermost node that fits, of those that the last place before an offset is in. */
function lastBefore(
  document: Document.Parsed,
  offset: number,
  fits: (node: Node) => boolean,
): Node | undefined {
  let node: unknown = document.contents;
  while (isNode(node) && !fits(node)) {
    if (!isCollection(node)) return undefined;
    const inside = node.items.flatMap((item) => (isPair(item) ? [item.key, item.value] : [item]));
    node = inside.findLast((child) => isNode(child) && (child.range?.[0] ?? offset) < offset);
  }
  return isNode(node) ? node : undefined;
}
