import * as z from 'zod';

/** A name that stands for one thing; `{1..8}` expands before it gets here. */
export const name = () => z.string().min(1);

/** The name that an entry gets; with braces the entry is as many. */
export const declaredName = () =>
  name().describe('Its name, by which others mean it. With braces it is several: esx{1..8}.');

/** Several names; a single one may stand without its list. */
export const names = () => z.array(name());

export const nameOrNames = () =>
  z.union([name(), names()]).transform((value) => (typeof value === 'string' ? [value] : value));

export const site = name()
  .optional()
  .describe('Its site; may be left out where there is only one, or where it follows.');

/** A whole number of at least 1, or `unlimited` (Infinity). */
export const countOrUnlimited = (most = 1_000_000) =>
  z
    .union([z.int().min(1).max(most), z.enum(['unlimited'])])
    .transform((value) => (value === 'unlimited' ? Number.POSITIVE_INFINITY : value));

export const PLATFORMS = ['vsphere', 'hyperv'] as const;
/** Oldest first. */
export const HYPERV_VERSIONS = ['2008r2', '2012', '2012r2', '2016', '2019', '2022', '2025'] as const;
export const PROTOCOLS = ['fc', 'iscsi', 'nfs', 'smb', 'sas', 'local'] as const;

/** One of them; YAML reads those that are years as numbers. */
export const hypervVersion = () =>
  z
    .literal([...HYPERV_VERSIONS, ...HYPERV_VERSIONS.map(Number).filter(Number.isInteger)])
    .transform((value) => String(value) as (typeof HYPERV_VERSIONS)[number]);
