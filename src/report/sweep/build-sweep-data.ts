import { present } from '../../collections/present.ts';
import { goingAlong } from '../../experiment/designs/axis.ts';
import { heatMaps } from '../../experiment/designs/heat-map.ts';
import { KNEE_SHARE, type SpeedUpCurve, speedUpCurves, windowOf } from '../../experiment/designs/speed-up.ts';
import { toldNeverStarted } from '../../experiment/replications/never-started.ts';
import { type Sweep, type SweptDesign, valueOn } from '../../experiment/sweep.ts';
import { experimentHead } from '../experiment-head.ts';
import { nestedFigures } from '../replications/json.ts';
import type { SweepCurve, SweepData, SweepDesign, SweepFigures } from './sweep-data.ts';

/** The content of `sweep.json`: the experiment, every design with all its figures, and what follows from them. */
export function sweepData(sweep: Sweep): SweepData {
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
    designs: designs.map(designData),
    ...(byDefault.length === 0 ? {} : { byDefault }),
    kneeShare: KNEE_SHARE,
    curves: speedUpCurves(sweep).map((curve) => curveData(sweep, curve)),
    heatMaps: heatMaps(sweep),
  };
  return content;
}

function designData({ point, replicated, outcomes, cutShort }: SweptDesign): SweepDesign {
  return {
    values: Object.fromEntries(point.overlays.map(({ path, value }) => [path, value])),
    policy: point.policy ?? null,
    replications: replicated.replications,
    allMeetWindows: replicated.allMet,
    ...present({ cutShort }),
    ...toldNeverStarted(outcomes),
    // From replication 0, as in the summary of a single run.
    boundBy: outcomes[0]?.boundBy ?? null,
    bottlenecks: outcomes[0]?.bottlenecks ?? {},
    ...(nestedFigures(replicated) as SweepFigures),
  };
}

function curveData(sweep: Sweep, curve: SpeedUpCurve): SweepCurve {
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
    sizes: curve.designs.map((design) => valueOn(experiment, designs[design]!, curve.axis).size!),
    windowSeconds: curve.designs.map((design) => windowOf(sweep, designs[design]!).mean),
    steps: curve.steps,
    knee: curve.knee,
  };
}
