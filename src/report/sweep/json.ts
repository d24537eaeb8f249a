import { goingAlong } from '../../experiment/designs/axis.ts';
import { heatMaps } from '../../experiment/designs/heat-map.ts';
import { KNEE_SHARE, type SpeedUpCurve, speedUpCurves, windowOf } from '../../experiment/designs/speed-up.ts';
import { toldNeverStarted } from '../../experiment/replications/never-started.ts';
import { type Sweep, type SweptDesign, valueOn } from '../../experiment/sweep.ts';
import { experimentHead } from '../experiment-head.ts';
import { nestedFigures } from '../replications/json.ts';

/** The text of `sweep.json`: the experiment, every design with its figures, and what follows from them. */
export function sweepJson(sweep: Sweep): string {
  const { experiment, designs, windowFigure, byDefault } = sweep;
  const content = {
    format: 'proxysim-sweep/1',
    ...experimentHead(experiment),
    axes: experiment.axes.map(({ path, values, along }) => ({
      path,
      values: values.map(({ text }) => text),
      ...(along === undefined ? {} : { along }),
    })),
    sampling: experiment.sampling,
    policies: experiment.policies,
    windowFigure,
    designs: designs.map((design) => designContent(design)),
    ...(byDefault.length === 0 ? {} : { byDefault }),
    kneeShare: KNEE_SHARE,
    curves: speedUpCurves(sweep).map((curve) => curveContent(sweep, curve)),
    heatMaps: heatMaps(sweep),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function designContent({ point, replicated, outcomes }: SweptDesign): Readonly<Record<string, unknown>> {
  return {
    values: Object.fromEntries(point.overlays.map(({ path, value }) => [path, value])),
    policy: point.policy ?? null,
    replications: replicated.replications,
    allMeetWindows: replicated.allMet,
    ...toldNeverStarted(outcomes),
    // From replication 0, as in the summary of a single run.
    boundBy: outcomes[0]?.boundBy ?? null,
    bottlenecks: outcomes[0]?.bottlenecks ?? {},
    ...nestedFigures(replicated),
  };
}

function curveContent(sweep: Sweep, curve: SpeedUpCurve): Readonly<Record<string, unknown>> {
  const { experiment, designs } = sweep;
  const { axes } = experiment;
  const together = goingAlong(axes, curve.axis).map((i) => axes[i]!.path);
  const first = designs[curve.designs[0]!]!;
  const others = first.point.overlays.filter(({ path }) => !together.includes(path));
  return {
    axis: axes[curve.axis]!.path,
    others: Object.fromEntries(others.map((overlay) => [overlay.path, overlay.value])),
    policy: first.point.policy ?? null,
    designs: curve.designs,
    sizes: curve.designs.map((design) => valueOn(experiment, designs[design]!, curve.axis).size),
    windowSeconds: curve.designs.map((design) => windowOf(sweep, designs[design]!).mean),
    steps: curve.steps,
    knee: curve.knee,
  };
}
