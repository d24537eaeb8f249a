import { describe, expect, test } from 'vitest';
import { DESCRIPTIVE, WITHOUT_EFFECT } from './cases/excused.ts';
import { FAULTS } from './cases/faults.ts';
import { HYPERV_FIELDS } from './cases/hyper-v.ts';
import { DATASTORES, HOSTS, NETWORK, PROXIES, REPOSITORIES } from './cases/infrastructure.ts';
import { EXPECT, JOBS } from './cases/jobs.ts';
import { KINDS } from './cases/kinds-of-work.ts';
import { POLICY } from './cases/policy.ts';
import { SCALE_OUT } from './cases/scale-out.ts';
import { SETTINGS } from './cases/settings.ts';
import { ARRAYS, LATENCY } from './cases/storage.ts';
import { POPULATIONS, VMS } from './cases/workload.ts';
import { changed, type FieldCase, schemaPathOf } from './field-case.ts';
import { resultOf } from './result.ts';
import { schemaFields } from './schema-paths.ts';

const CASES: readonly FieldCase[] = [
  ...SETTINGS,
  ...POLICY,
  ...NETWORK,
  ...HOSTS,
  ...DATASTORES,
  ...PROXIES,
  ...REPOSITORIES,
  ...VMS,
  ...POPULATIONS,
  ...JOBS,
  ...EXPECT,
  ...KINDS,
  ...SCALE_OUT,
  ...ARRAYS,
  ...LATENCY,
  ...HYPERV_FIELDS,
  ...FAULTS,
];

const named = (cases: readonly FieldCase[]) =>
  cases.map((fieldCase) => ({ ...fieldCase, path: schemaPathOf(fieldCase) }));

describe('a field of a scenario has an effect on the result', () => {
  test.each(named(CASES))('$path', (fieldCase) => {
    expect(schemaFields().map(({ path }) => path)).toContain(fieldCase.path);
    const without = resultOf(fieldCase.base, fieldCase.files);
    expect(resultOf(changed(fieldCase), fieldCase.files)).not.toBe(without);
  });
});

describe('a field without effect is accepted and changes nothing', () => {
  test.each(named(WITHOUT_EFFECT))('$path', (fieldCase) => {
    const without = resultOf(fieldCase.base, fieldCase.files);
    expect(resultOf(changed(fieldCase), fieldCase.files)).toBe(without);
  });
});

describe('the tables and the schema agree', () => {
  const told = named([...CASES, ...WITHOUT_EFFECT]).map(({ path }) => path);
  const described = Object.keys(DESCRIPTIVE);

  test('every field of the schema is in a table', () => {
    const known = new Set([...told, ...described]);
    const missing = schemaFields().filter(({ path, isContainer }) => !isContainer && !known.has(path));
    expect(
      missing.map(({ path }) => path),
      'add a pair to test/field-effect/cases/ that shows what this field changes',
    ).toEqual([]);
  });

  test('every entry of a table is a field of the schema', () => {
    const paths = new Set(schemaFields().map(({ path }) => path));
    expect(
      [...told, ...described].filter((path) => !paths.has(path)),
      'a pair in test/field-effect/cases/ names a field that the schema no longer has',
    ).toEqual([]);
  });

  test('no field is both excused and shown to have an effect', () => {
    const effective = new Set(named(CASES).map(({ path }) => path));
    const excused = [...named(WITHOUT_EFFECT).map(({ path }) => path), ...described];
    expect(excused.filter((path) => effective.has(path))).toEqual([]);
  });
});
