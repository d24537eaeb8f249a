import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DESCRIPTIVE, WITHOUT_EFFECT } from '../../field-effect/cases/excused.ts';
import { schemaPathOf } from '../../field-effect/field-case.ts';
import { schemaFields } from '../../field-effect/schema-paths.ts';
import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { nightWithObjectives } from '../figures/objective-nights.ts';
import { withAllowedHours } from '../nights/hours-nights.ts';
import { settingsNight } from '../nights/settings-nights.ts';
import { wholeNight } from '../nights/whole-nights.ts';

/** Nights in which the two simulators are compared; those of other tests state no further fields. */
const NIGHTS: readonly fc.Arbitrary<ScenarioData>[] = [
  wholeNight,
  settingsNight,
  randomScenario.map(withAllowedHours),
  nightWithObjectives,
];

const DRAWN = 'A number of another distribution: both simulators draw it by the same function.';
const LOADED = 'Done when a scenario is read, which both simulators share.';
const FIGURES = 'About figures, not about what happens.';

/** Fields that no such night states, with the reason. Those of a longer path go with the shorter one. */
const NOT_STATED: Readonly<Record<string, string>> = {
  include: LOADED,
  'include[]': LOADED,
  set: LOADED,
  'clock.sample': FIGURES,
  'clock.warmUp': FIGURES,
  'expect[]': FIGURES,
  'hosts[].enabled': LOADED,
  'vms[].platform': LOADED,
  'vms[].tags': LOADED,
  'vms[].inventory': LOADED,
  'vms[].disks.count.lognormal': DRAWN,
  'vms[].disks.count.triangular': DRAWN,
  'vms[].disks.count.discrete.weights': DRAWN,
  'jobs[].vms[]': LOADED,
  'jobs[].exclude': LOADED,
  'jobs[].exclude[]': LOADED,
  'jobs[].window[]': 'Another spelling of window.length, which nights state.',
  'jobs[].compressionCost': 'Of the level of compression, which nights state.',
  'jobs[].encryptionCost': 'Of encryption, which nights state.',
  'faults[].datastores': 'Another spelling of datastore, which nights state.',
};

/** `hosts[].network` for a field of an entry, as the schema has it. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, `${path}[]`));
  const own = path === '' ? [] : [path.replace(/(\[\])+$/, '')];
  if (typeof value !== 'object' || value === null) return own;
  return [
    ...own,
    ...Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .flatMap(([key, inner]) => fieldsOf(inner, path === '' ? key : `${path}.${key}`)),
  ];
}

test('every field that may change a night is stated by one in which the second simulator is asked', () => {
  const stated = new Set<string>();
  for (const nights of NIGHTS)
    for (const data of fc.sample(nights, { numRuns: 400, seed: 20_261_150 }))
      for (const field of fieldsOf(data)) stated.add(field);
  const descriptive = new Set([...Object.keys(DESCRIPTIVE), ...WITHOUT_EFFECT.map(schemaPathOf)]);
  const excuses = Object.keys(NOT_STATED);
  const excuseOf = (path: string) =>
    excuses.find((excuse) => path === excuse || path.startsWith(`${excuse}.`));
  const missing = schemaFields()
    .filter(({ path, isContainer }) => !isContainer && !stated.has(path) && !descriptive.has(path))
    .map(({ path }) => path);
  expect(
    missing.filter((path) => excuseOf(path) === undefined),
    'state these fields in test/reference/nights/, and let test/reference/simulator/ follow them',
  ).toEqual([]);
  // An excuse that nothing needs any more would hide the next gap.
  expect(excuses.filter((excuse) => !missing.some((path) => excuseOf(path) === excuse))).toEqual([]);
});
