import type { Link } from '../../explain/chain/chain-tracer.ts';
import type { CriticalPath } from '../../explain/chain/critical-path.ts';
import { clockOf } from '../../explain/clock.ts';
import type { Chronicle } from '../../explain/state/chronicle.ts';
import { nightOfInstant } from '../../metrics/sessions/nights.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { WIDEST_SENTENCE } from '../text/line-width.ts';
import { paragraph } from '../text/wrapped.ts';
import { durationText } from '../wording/duration-text.ts';
import { unsaidSentence } from '../wording/unsaid-words.ts';
import { aligned, inWidth, lasted } from './wording.ts';

/** Of longer chains only the beginning and the end are shown. */
const MOST_LINKS = 40;
const MOST_TASKS = 8;

export function criticalPathText(chronicle: Chronicle, path: CriticalPath, columns: number): string {
  const clock = clockOf(chronicle);
  const { startUs, endUs, links, origin, jobs, tasks } = path;
  const lines = [
    `The chain of tasks that determined the end: ${clock(startUs)} to ${clock(endUs)}, ${lasted(startUs, endUs)}, ${counted(links.length, 'link')}.`,
    `${clock(startUs)}  ${origin}`,
  ];
  const linkLines = links.map(({ fromUs, toUs, who, gave }: Link) => {
    return `${clock(toUs)}  ${who}, ${lasted(fromUs, toUs)}: ${gave}`;
  });
  if (linkLines.length <= MOST_LINKS) lines.push(...linkLines);
  else {
    const half = MOST_LINKS / 2;
    const left = linkLines.length - MOST_LINKS;
    lines.push(
      ...linkLines.slice(0, half),
      `          ${counted(left, 'more link')}`,
      ...linkLines.slice(-half),
    );
  }
  // In a run of several nights only the last one determines the end.
  const first = chronicle.sessions[0];
  const { startUs: clockStartUs } = chronicle.model.scenario.clock;
  const nightAt = (us: number) => nightOfInstant(clockStartUs + us);
  if (first !== undefined && nightAt(startUs) > nightAt(first.startUs))
    lines.push('--until TIME ends the run earlier, to look at what determined the end of an earlier night.');
  const unsaid = unsaidSentence(path.byDefault);
  if (unsaid !== undefined) lines.push(unsaid);
  const rows = jobs.map(({ job, endUs: at, slackUs }) => [job, clock(at), durationText(slackUs)]);
  lines.push('', ...aligned([['job', 'last task ends', 'slack'], ...rows], { columns }));
  const tight = tasks.filter(({ slackUs }) => slackUs === 0).length;
  const loose = tasks.filter(({ slackUs }) => slackUs > 0).sort((a, b) => a.slackUs - b.slackUs);
  lines.push('', `${tight} of ${counted(tasks.length, 'task')} ${tight === 1 ? 'has' : 'have'} no slack.`);
  if (loose.length > 0) {
    const shown = loose.slice(0, MOST_TASKS).map(({ name, endUs: at, slackUs }) => {
      return [`${name.vm}/${name.disk} of ${name.job} #${name.session}`, clock(at), durationText(slackUs)];
    });
    lines.push(...aligned([['least slack', 'ends', 'slack'], ...shown], { columns }));
    lines.push(...moreLine(loose.length - MOST_TASKS, { indent: '' }));
  }
  lines.push(
    '',
    ...paragraph(
      'Slack: how much later a task could have ended, at least, without a later end of the run, even if all other tasks used up their slack. Everything else (work, places, durations, the order in which slots are taken) stays as it was.',
      '',
      Math.min(columns, WIDEST_SENTENCE),
    ),
  );
  return inWidth(lines, columns);
}
