import { parseBytes, parseShare, shareOfNumber } from '../../units/parse-quantity.ts';
import { type Quantity, read, refuse, shown } from '../../units/quantity-problem.ts';
import { BYTES_PATTERN, quantity, SHARE_PATTERN } from './quantity-field.ts';

/** An amount, either in bytes or as a share of a size. */
export interface ShareOrBytes {
  readonly of: 'size' | 'bytes';
  readonly value: number;
}

export const shareOrBytes = () =>
  quantity<ShareOrBytes>({
    text: (text) => {
      const isShare = /^[\d.\s]*%?\s*$/.test(text);
      const parsed = isShare ? parseShare(text) : parseBytes(text);
      if (parsed.ok) return read({ of: isShare ? 'size' : 'bytes', value: parsed.value });
      const { code } = parsed.problem;
      if (code === 'out-of-range') return isShare && !text.includes('%') ? withoutUnit(text.trim()) : parsed;
      if (code !== 'bad-quantity' && !/%|percent/i.test(text)) return parsed;
      const message = `${shown(text)} is not a share or an amount of data.`;
      return refuse('bad-quantity', message, 'Write for example 60% or 350 GB.');
    },
    number: (value) => {
      if (value > 1) return withoutUnit(`${value}`);
      const parsed = shareOfNumber(value);
      return parsed.ok ? read({ of: 'size', value: parsed.value }) : parsed;
    },
    what: 'an amount such as 350 GB or a share of the size such as 60%',
    json: {
      type: ['string', 'number'],
      pattern: `${BYTES_PATTERN}|${SHARE_PATTERN}`,
      examples: ['350 GB', '60%'],
    },
  });

/** A number that is too large for a share may be meant as an amount, too. */
function withoutUnit(number: string): Quantity<never> {
  const hint = `Write ${number} GB for an amount${Number(number) > 100 ? '' : `, or ${number}% for a share of the size`}.`;
  return refuse('missing-unit', `${number} has no unit.`, hint);
}
