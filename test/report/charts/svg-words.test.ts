import { expect, test } from 'vitest';
import type { PictureConfig } from '../../../src/report/charts/picture.ts';
import { svgWithWords } from '../../../src/report/charts/svg-words.ts';

function withWords(
  words: string | null,
  plugins: NonNullable<NonNullable<PictureConfig['options']>['plugins']>,
): string {
  const config: PictureConfig = { type: 'line', data: { datasets: [] }, options: { plugins } };
  return svgWithWords('<svg width="1"><g/></svg>', { name: 'waits', config, words });
}

test('a picture in SVG says its title, its words and each line of its subtitle as sentences', () => {
  expect(
    withWords('Up to 3 run.', {
      title: { text: ['Tasks', 'by cause'] },
      subtitle: { text: ['Fits!', 'seed 1'] },
    }),
  ).toBe(
    '<svg width="1" role="img"><title>Tasks by cause</title><desc>Up to 3 run. Fits! seed 1.</desc><g/></svg>',
  );
  expect(withWords(null, { title: { text: 'A < B' }, subtitle: { text: 'Who & what?' } })).toBe(
    '<svg width="1" role="img"><title>A &lt; B</title><desc>Who &amp; what?</desc><g/></svg>',
  );
  expect(withWords(null, {})).toBe('<svg width="1" role="img"><title></title><desc></desc><g/></svg>');
});
