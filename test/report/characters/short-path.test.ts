import { expect, test } from 'vitest';
import { shortPath } from '../../../src/report/characters/short-path.ts';

test.each([
  ['the field alone where no other has it', ['proxies.px1.cores', 'proxies.px1.ram'], ['cores', 'ram']],
  [
    'with the name before it where others have the field',
    ['proxies.px1.cores', 'proxies.px2.cores'],
    ['px1.cores', 'px2.cores'],
  ],
  [
    'names with dots as a whole',
    ['proxies.px1.example.com.cores', 'proxies.px2.example.com.cores'],
    ['px1.example.com.cores', 'px2.example.com.cores'],
  ],
  [
    'all of it where names are the same',
    ['proxies.a.network', 'hosts.a.network'],
    ['proxies.a.network', 'hosts.a.network'],
  ],
  ['a path of one word as it is', ['seed'], ['seed']],
])('a path is shortened to %s', (_, paths, shown) => {
  expect(paths.map((path) => shortPath(path, paths))).toEqual(shown);
});
