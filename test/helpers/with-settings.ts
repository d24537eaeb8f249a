import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** The scenario of a text with each `PATH=VALUE` set, as `--set` on the command line sets it; throws where it is not one. */
export function withSettings(text: string, set: readonly string[]): Scenario {
  const overlays = set.map((setting) => {
    const at = setting.indexOf('=');
    return { path: setting.slice(0, at), value: setting.slice(at + 1) };
  });
  const files = { text: () => undefined, table: () => undefined };
  const parsed = parseScenario({ source: { name: 'night.yaml', text }, overlays, files });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  return parsed.value;
}
