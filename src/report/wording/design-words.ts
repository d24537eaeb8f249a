import { designText } from '../../experiment/designs/design.ts';
import { printable } from '../characters/printable.ts';

/** What is stored of a design: its varied values, by path. */
export interface StoredValues {
  readonly values: Readonly<Record<string, string>>;
  /** Null: the scenario's own. */
  readonly policy: string | null;
}

/** `proxies.px1.cores=8`, without what all designs share. */
export function designWords({ values, policy }: StoredValues): string {
  const overlays = Object.entries(values).map(([path, value]) => ({ path, value }));
  return printable(designText({ overlays, ...(policy === null ? {} : { policy }) }));
}
