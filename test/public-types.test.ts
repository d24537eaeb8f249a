import { join } from 'node:path';
import ts from 'typescript';
import { expect, expectTypeOf, test } from 'vitest';
import type {
  Assumption,
  ByDefault,
  EventRow,
  FarReads,
  LimitedBy,
  LongTables,
  Night,
  OversubscribedProxy,
  Reach,
  RunResult,
  ScaleOutRepository,
  SessionRow,
  SnapshotRow,
  Summary,
  TaskRow,
  TransformRow,
  UnprotectedVm,
  UtilisationRow,
  WaitRow,
  WorkDone,
} from '../src/index.ts';

/** What a result is made of, by the names that a program can import. */
interface Named {
  summary: Summary;
  columns: LongTables;
  work: WorkDone;
  limitedBy: LimitedBy;
  capacityUse: ReadonlyMap<string, number>;
  tasks: TaskRow;
  sessions: SessionRow;
  nights: Night;
  utilisation: UtilisationRow;
  waits: WaitRow;
  snapshots: SnapshotRow;
  events: EventRow;
  transforms: TransformRow;
  oversubscribed: OversubscribedProxy;
  unprotected: UnprotectedVm;
  reach: Reach;
  farReads: FarReads;
  scaleOut: ScaleOutRepository;
  assumptions: Assumption;
  byDefault: ByDefault;
}
type Part<T> = T extends readonly (infer Row)[] ? Row : T;

// The compiler decides: `npm run types`.
test('every part of a result has a type that a program can name', () => {
  expectTypeOf<{ -readonly [K in keyof RunResult]: Part<RunResult[K]> }>().toEqualTypeOf<Named>();
});

const SRC = join(import.meta.dirname, '../src');

/** Named in signatures, but of internal use: programs neither make nor keep one. */
const INTERNAL = [
  // A model is dense tables without names; `tracer` and `mayRefuse` only hand it on.
  'Model',
  'DefaultsTaken',
  // Behind the getters of a table of VMs.
  'DatastoresOfVms',
  'VmColumns',
];

test('every type in a signature of the library has a name that a program can import', () => {
  const index = join(SRC, 'index.ts');
  const program = ts.createProgram([index], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(index)!)!)
    .map((symbol) => original(symbol, checker));
  const known = new Set(exported);
  const unnamed = new Set<string>();
  const look = (node: ts.Node): void => {
    // What is private, or inside of functions, appears in no signature.
    if (
      ts.isBlock(node) ||
      (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name))
    )
      return;
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : undefined;
    const symbol = name && checker.getSymbolAtLocation(name);
    const of = symbol && original(symbol, checker);
    const isOurs = of?.declarations?.[0]?.getSourceFile().fileName.startsWith(SRC) === true;
    const isParameter = of !== undefined && (of.flags & ts.SymbolFlags.TypeParameter) !== 0;
    if (of !== undefined && isOurs && !isParameter && !known.has(of)) unnamed.add(of.name);
    ts.forEachChild(node, look);
  };
  for (const { declarations = [] } of exported) declarations.forEach(look);
  expect([...unnamed].toSorted(), 'export from src/index.ts what is new here').toEqual(INTERNAL.toSorted());
}, 120_000);

function original(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}
