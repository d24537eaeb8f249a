import type * as z from 'zod';
import { type Default, stated } from '../defaults.ts';

/** A key that may be left out. Its description ends with the default, if that is one figure. */
export function optional<T extends z.ZodType>(
  type: T,
  description: string,
  usual?: Default<unknown>,
): z.ZodOptional<T> {
  return type.optional().describe(usual === undefined ? description : `${description} ${stated(usual)}`);
}
