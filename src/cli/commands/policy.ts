import { sectionsText } from '../../report/text/sections.ts';
import { textTable } from '../../report/text/table.ts';
import { wrapped } from '../../report/text/wrapped.ts';
import { checkConformance, LAWS, type LawFinding } from '../../runs/conformance/conformance.ts';
import { policyCatalogue } from '../../runs/policies.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { isPolicyFile, readPolicy } from '../runs/policy-file.ts';
import { terminalBar } from '../terminal/bar.ts';
import { lineWidth, reportPaint } from '../terminal/paint.ts';
import { showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface PolicyCheckArguments {
  /** A file, or the name of a preset. */
  readonly policy: string;
}

/** Checks a policy against the laws, one line for each; exit code 1 if one is broken. */
export async function policyCheck({ policy: word }: PolicyCheckArguments, io: Io): Promise<ExitCode> {
  const read = await readPolicy(io, word);
  if (!read.ok) {
    showDiagnostics(io, read.diagnostics);
    return EXIT.badInput;
  }
  const { policy } = read;
  const findings = checkedWithProgress(policy, io);
  const from = isPolicyFile(word) ? ` (${word})` : '';
  const columns = lineWidth(io.stdout).line;
  const lines = [`Policy ${policy.name}${from}`, ...LAWS.flatMap((law) => lawLines(law, findings, columns))];
  const broken = findings.filter(({ breach }) => breach !== null).length;
  lines.push('', broken === 0 ? `All ${LAWS.length} laws hold.` : brokenText(broken, findings.length));
  say(io.stdout, lines);
  return broken === 0 ? EXIT.fine : EXIT.missed;
}

/** A slow policy is asked for minutes. */
function checkedWithProgress(policy: Parameters<typeof checkConformance>[0], io: Io): readonly LawFinding[] {
  if (!io.stderr.isTerminal) return io.interruptible(() => checkConformance(policy));
  // Any part may be the long one, so each is drawn as it begins.
  const bar = terminalBar(io, '{doing}', 1000);
  bar.start(1, 0, { doing: '' });
  try {
    return io.interruptible(() =>
      checkConformance(policy, ({ done, total, doing }) => {
        bar.setTotal(total);
        bar.update(done, { doing });
      }),
    );
  } finally {
    bar.stop();
  }
}

const NAME_WIDTH = Math.max(...LAWS.map(({ law }) => law.length));

function lawLines(
  { law, says }: (typeof LAWS)[number],
  findings: readonly LawFinding[],
  columns: number,
): string[] {
  const finding = findings.find((one) => one.law === law);
  const answer = finding === undefined ? 'untried' : finding.breach === null ? 'ok' : 'BROKEN';
  const head = `  ${answer.padEnd(7)}  ${law.padEnd(NAME_WIDTH)}  `;
  const [first, ...rest] = wrapped(says, columns - head.length);
  const lines = [`${head}${first}`, ...rest.map((line) => `${' '.repeat(head.length)}${line}`)];
  return finding?.breach ? [...lines, `           ${finding.breach}`] : lines;
}

function brokenText(broken: number, tried: number): string {
  const text = broken === 1 ? '1 law is broken' : `${broken} laws are broken`;
  return tried === LAWS.length ? `${text}.` : `${text}; the others are tried once the first ones hold.`;
}

/** Prints the presets, and the keys from which a user's own policy can be made. */
export async function policyList(io: Io): Promise<ExitCode> {
  const { policies, queueKeys, orders, rankKeys, selections, filters } = policyCatalogue();
  const keys = ({ name, keys: of }: { name: string; keys: readonly string[] }) => [name, of.join(', ')];
  const paint = { ...reportPaint(io, io.stdout), heading: (head: string) => head };
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
    textTable(
      heads.map((head) => ({ head, headIsWords: true })),
      rows,
      paint,
    );
  const sections = [
    table(
      ['Policy', 'queue order', 'selection'],
      policies.map((p) => [p.name, p.order, p.selection]),
    ),
    table(['Queue order', 'keys, compared in turn; the smaller goes first'], orders.map(keys)),
    table(['Selection', 'ranking keys, compared in turn; the smaller is better'], selections.map(keys)),
    table(['Queue key', 'puts first'], queueKeys),
    table(['Ranking key', 'prefers'], rankKeys),
    [`Filters: ${filters.join(', ')}`],
    ['Your own: --policy ./mine.mjs; proxysim policy check ./mine.mjs (README.md, "A policy of your own")'],
  ];
  io.stdout.write(sectionsText(sections, paint.width.line));
  return EXIT.fine;
}
