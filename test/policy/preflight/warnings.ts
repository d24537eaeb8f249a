import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { preflight } from '../../../src/policy/preflight/preflight.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';
import { ownPolicy } from '../../helpers/own-policy.ts';

/** What is found in a scenario before it runs, under its own policy. */
export function found(sections: Sections): Diagnostic[] {
  const model = modelOf(sections);
  return preflight(model, ownPolicy(model));
}

/** The same, each with its severity, code, place and message. */
export function warnings(sections: Sections): string[] {
  return found(sections).map((d) => `${d.severity} ${d.code} at ${d.path}: ${d.message}`);
}
