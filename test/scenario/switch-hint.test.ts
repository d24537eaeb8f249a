import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { sourceFiles } from '../../src/scenario/sources.ts';
import { night } from '../helpers/night.ts';

function hints(text: string, path: string): string[] {
  const source = { name: 'night.yaml', text };
  const parsed = parseScenario({
    source,
    overlays: [{ path, value: 'true' }],
    files: sourceFiles({ source, texts: [], tables: [] }),
  });
  return parsed.ok ? [] : parsed.diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
}

test.each(['enabled', 'on', 'disable'])(
  'a key %s in latencyControl is answered with how to switch it on or off',
  (key) => {
    expect(hints(night(), `latencyControl.${key}`)).toEqual([
      "unknown-key: Write 'latencyControl: true' to switch it on, 'latencyControl: false' to switch it off. Setting any of its keys switches it on, too.",
    ]);
  },
);

test('a section that is true or false can be set as a whole', () => {
  expect(hints(night({ latencyControl: 'false' }), 'latencyControl.enabled')).toEqual([
    'bad-overlay: Set it as a whole: latencyControl=VALUE.',
  ]);
});

test('a section that is not a switch is answered with its keys', () => {
  expect(hints(night(), 'clock.enabled')[0]).toMatch(/^unknown-key: Possible: start, /);
});

test('direct storage modes set for all proxies are refused for those without storage ports', () => {
  const text = night({
    proxies: '[{ name: px1 }, { name: "san{1..2}", storage: { protocols: [fc] } }]',
  });
  const source = { name: 'night.yaml', text };
  const parsed = parseScenario({
    source,
    overlays: [{ path: 'proxies.*.modes', value: '[san]' }],
    files: sourceFiles({ source, texts: [], tables: [] }),
  });
  expect(parsed.ok ? [] : parsed.diagnostics.map(({ hint }) => hint)).toEqual([
    "Write for example 'storage: { protocols: [fc] }', or give these modes only to 'san1', 'san2'.",
  ]);
});
