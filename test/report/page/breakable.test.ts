import { expect, test } from 'vitest';
import { breakable, breakableHead, commandText } from '../../../src/report/page/breakable.ts';

test.each([
  ['proxies.px1.cores', 'proxies.<wbr>px1.<wbr>cores'],
  ['scenarios/first_night.yaml', 'scenarios/<wbr>first_<wbr>night.<wbr>yaml'],
  ['jobs.*.starts', 'jobs.<wbr>*.<wbr>starts'],
  // No part of a word: figures, an end of a sentence, a path from the root.
  ['1.5 h. Then /tmp', '1.5 h. Then /tmp'],
  ['maxConcurrentTasks', 'maxConcurrentTasks'],
])('%s may be broken between its parts: %s', (text, broken) => {
  expect(breakable(text).text).toBe(broken);
});

test('a header may also be broken before each capital letter within a word', () => {
  expect(breakableHead('maxConcurrentTasks of CPUs').text).toBe('max<wbr>Concurrent<wbr>Tasks of CPUs');
  expect(breakableHead('ds1.maxRead').text).toBe('ds1.<wbr>max<wbr>Read');
});

test('options of a command are not broken after their hyphens', () => {
  expect(commandText('run a-b.yaml --set x=1 --no-color').text).toBe(
    'run a-b.yaml <span class="unbroken">--set</span> x=1 <span class="unbroken">--no-color</span>',
  );
});
