import { sortDiagnostics } from '../../diagnostics/sort.ts';
import { checkScenario } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../runs/load-scenario.ts';
import { readChanges } from '../runs/run-changes.ts';
import { refused, showDiagnostics } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';

export interface ValidateArguments {
  readonly files: readonly string[];
  readonly set?: readonly string[];
}

/** Reports all problems of all files, with the settings applied; prints a line for each file without errors. */
export async function validate({ files, set = [] }: ValidateArguments, io: Io): Promise<ExitCode> {
  const changes = readChanges({ set });
  if (!changes.ok) return refused(io, changes.diagnostics);
  let code: ExitCode = EXIT.fine;
  for (const file of files) {
    const loaded = await loadScenario(io, file, changes.value.overlays);
    if (loaded.ok) {
      const diagnostics = sortDiagnostics([...loaded.warnings, ...checkScenario(loaded.value.scenario)]);
      showDiagnostics(io, diagnostics);
      if (diagnostics.some(({ severity }) => severity === 'error')) {
        code = EXIT.badInput;
        continue;
      }
      say(io.stdout, [`${file}: fine (${contents(loaded.value.scenario)})`]);
    } else {
      showDiagnostics(io, loaded.diagnostics);
      code = EXIT.badInput;
    }
  }
  return code;
}

function contents({ vms, proxies, jobs }: Scenario): string {
  const { figures, populations } = vms.columns;
  let disks = figures.names.length;
  let drawn = false;
  for (const { count } of populations.values()) {
    // If a run draws the number of disks, their total depends on the seed; every VM has at least one.
    disks += count.kind === 'constant' ? count.value : 1;
    drawn ||= count.kind !== 'constant';
  }
  const diskText = drawn ? `${disks} or more disks` : counted(disks, 'disk');
  return [
    counted(vms.length, 'VM'),
    diskText,
    counted(proxies.length, 'proxy', 'proxies'),
    counted(jobs.length, 'job'),
  ].join(', ');
}
