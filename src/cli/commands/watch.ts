import { answerSentences } from '../../report/comparison/answer.ts';
import { type ComparedSide, compareSides } from '../../report/comparison/comparison.ts';
import { firstOf } from '../../units/cut-list.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { FollowedFiles } from '../files/followed-files.ts';
import type { Io } from '../io.ts';
import { readFigures } from '../runs/compare-sides.ts';
import { complain } from '../terminal/problems.ts';
import { say } from '../terminal/say.ts';
import { type RunArguments, resultFolders, run } from './run.ts';

/** The most files that one line names. */
const FILES_NAMED = 3;

/**
 * Runs a scenario, and again whenever one of the files that it is made of changes, until Ctrl-C. After each run it says
 * what is different from the run before. Ends on its own only if the command line is wrong.
 */
export async function watch(args: RunArguments, io: Io): Promise<ExitCode> {
  if (args.files.length > 1 || args.json === true) {
    complain(io, '--watch follows one scenario and prints text: give one file, and leave --json out.');
    return EXIT.badInput;
  }
  const folder = resultFolders(args, io)[0]!;
  for (let before: ComparedSide | undefined; ; ) {
    const followed = new FollowedFiles(io, folder);
    const code = await run(args, followed.io);
    if (code === EXIT.interrupted || followed.paths.length === 0) return code;
    if (code !== EXIT.badInput) {
      const now = await readFigures(folder, io);
      if (before !== undefined) say(io.stdout, ['', ...differenceLines(before, now)]);
      before = now;
    }
    say(io.stderr, ['', `Waiting for a change of ${firstOf(followed.paths, FILES_NAMED)}. Ctrl-C stops.`]);
    const changed = await followed.changed();
    say(io.stderr, [`Changed: ${firstOf(changed, FILES_NAMED)}`, '']);
  }
}

/** What has become of the figures since the run before. */
function differenceLines(before: ComparedSide, now: ComparedSide): string[] {
  const sentences = answerSentences(compareSides([before, now], []));
  return [
    ...(now.summary.fingerprint === before.summary.fingerprint
      ? ['The same decisions as in the previous run.']
      : []),
    ...(sentences.length === 0 ? [] : [`A is the previous run, B this one${whichOf(now)}.`, ...sentences]),
  ];
}

function whichOf({ replications }: ComparedSide): string {
  return replications === null ? '' : ', each by its first replication';
}
