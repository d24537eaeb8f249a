import { describe, expect, test } from 'vitest';
import { BALANCING } from './balancing.ts';
import { COMPONENTS } from './components.ts';
import { DEPLOYMENT } from './deployment.ts';
import { OPERATIONS } from './operations.ts';
import { NO_BEHAVIOUR, OUTLINE, type Scenes, type Statement } from './outline.ts';
import { PARALLEL } from './parallel.ts';

/** What an introduction to backup proxies says, statement by statement, shown in nights with figures to check by hand. */
const PARTS: Readonly<Record<string, Scenes>> = {
  'where proxies are': DEPLOYMENT,
  'what proxies do': OPERATIONS,
  'load balancing': BALANCING,
  'parallel processing': PARALLEL,
  'services and components': COMPONENTS,
};

describe.each(Object.entries(PARTS))('%s', (_part, scenes) => {
  test.each(Object.entries(scenes).map(([statement, show]) => [OUTLINE[statement as Statement], show]))(
    '%s',
    (_says, show) => show(),
  );
});

test('every statement is shown once, or is no behaviour', () => {
  const shown = Object.values(PARTS).flatMap((scenes) => Object.keys(scenes));
  expect([...shown, ...Object.keys(NO_BEHAVIOUR)].sort()).toEqual(Object.keys(OUTLINE).sort());
});
