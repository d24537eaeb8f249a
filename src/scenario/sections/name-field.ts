import * as z from 'zod';
import { HYPERV_VERSIONS, type HyperVVersion } from '../scenario.ts';
import { optional } from './optional.ts';

/** A name of one thing; `{1..8}` has been expanded before. */
export const name = () => z.string().min(1);

/** The name of an entry; with braces the entry stands for several. */
export const declaredName = () =>
  name().describe('Name, by which other sections refer to it. With braces it stands for several: esx{1..8}.');

/** A list of names. */
export const names = () => z.array(name());

/** A list of names, or a single name without a list. */
export const nameOrNames = () =>
  z.union([name(), names()]).transform((value) => (typeof value === 'string' ? [value] : value));

export const site = optional(
  name(),
  'Its site. May be left out if there is only one, or if it follows from its host, hosts, server or extents.',
);

/** A whole number of at least 1, or `unlimited` (Infinity). */
export const countOrUnlimited = (most = 1_000_000) =>
  z
    .union([z.int().min(1).max(most), z.enum(['unlimited'])])
    .transform((value) => (value === 'unlimited' ? Number.POSITIVE_INFINITY : value));

/** A version of Hyper-V; YAML reads plain years as numbers. */
export const hypervVersion = () =>
  z
    .literal([...HYPERV_VERSIONS, ...HYPERV_VERSIONS.map(Number).filter(Number.isInteger)])
    .transform((value) => String(value) as HyperVVersion);
