import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { policyFrom, type UserPolicy } from '../../src/policy/user-policy/user-policy.ts';

/** A policy that ships, by its name. */
export function preset(name: string): Policy {
  const resolved = resolvePolicy({ preset: name });
  if (!resolved.ok) throw new Error(name);
  return resolved.policy;
}

/** A user's own policy: `rts`, but for what is declared. */
export function own(declaration: Partial<UserPolicy>): Policy {
  const read = policyFrom({ name: 'own', extends: 'rts', ...declaration }, 'own.js');
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.policy;
}
