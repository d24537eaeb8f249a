import { checkScenario } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { counted } from '../../units/counted.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../runs/load-scenario.ts';
import { showDiagnostics } from '../terminal/problems.ts';

export interface ValidateArguments {
  readonly files: readonly string[];
}

/** Shows all problems of all files; a file without errors gets a line of its own. */
export async function validate({ files }: ValidateArguments, io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  for (const file of files) {
    const loaded = await loadScenario(io, file, []);
    if (loaded.ok) {
      const diagnostics = [...loaded.warnings, ...checkScenario(loaded.value.scenario)];
      showDiagnostics(io, diagnostics);
      if (diagnostics.some(({ severity }) => severity === 'error')) {
        code = EXIT.badInput;
        continue;
      }
      io.stdout.write(`${file}: fine (${contents(loaded.value.scenario)})\n`);
    } else {
      showDiagnostics(io, loaded.diagnostics);
      code = EXIT.badInput;
    }
  }
  return code;
}

function contents({ vms, proxies, jobs }: Scenario): string {
  const { figures, populations } = vms.columns;
  let disks = figures.length;
  let drawn = false;
  for (const { count } of populations.values()) {
    if (count.kind === 'constant') disks += count.value;
    else drawn = true;
  }
  // Where a run draws the numbers of disks, their total depends on the seed.
  const diskText = drawn ? `${disks} or more disks` : counted(disks, 'disk');
  return [
    counted(vms.length, 'VM'),
    diskText,
    counted(proxies.length, 'proxy', 'proxies'),
    counted(jobs.length, 'job'),
  ].join(', ');
}
