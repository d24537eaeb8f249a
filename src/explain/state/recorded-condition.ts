import type { Model } from '../../model/model.ts';
import { type Part, partName } from '../../model/parts.ts';
import type { Condition } from '../../model/ways/condition.ts';
import type { TraceRecord } from '../../trace/record.ts';

/** Applies a record to the condition. */
export function applyTo(condition: Condition, record: TraceRecord): void {
  switch (record.kind) {
    case 'went-down':
    case 'came-up':
      condition.change(record.what, record.row, record.kind === 'came-up');
      return;
    case 'connection-lost':
    case 'connection-back':
      condition.changeConnection(record.proxy, record.datastore, record.kind === 'connection-back');
      return;
    case 'rescanned':
      condition.rescan();
      return;
    case 'proxy-deployed':
      condition.discover(record.proxy);
      return;
  }
}

/** The name of a part in metrics: `proxies.px1`. */
export function pathOfPart(model: Model, what: Part, row: number): string {
  return `${what}.${partName(model, what, row)}`;
}

/** Everything that is down, by name. */
export function downParts({
  model,
  condition,
}: {
  readonly model: Model;
  readonly condition: Condition;
}): string[] {
  return condition.down.map(({ what, row }) => pathOfPart(model, what, row));
}
