/** Recipes of two fingerprints, `@0` and `@1`. */
export interface Recipes {
  readonly was: string;
  readonly is: string;
}

/**
 * The recipes of two fingerprints that were made otherwise. The recipe stands behind the last `@`: what of a decision is
 * hashed, and how. Fingerprints of two recipes differ whatever was decided. Undefined: they are of one recipe, or one of them
 * is no fingerprint.
 */
export function differentRecipes(was: unknown, is: unknown): Recipes | undefined {
  const recipes = { was: recipeOf(was), is: recipeOf(is) };
  return recipes.was === '' || recipes.is === '' || recipes.was === recipes.is ? undefined : recipes;
}

function recipeOf(fingerprint: unknown): string {
  return typeof fingerprint === 'string' ? (/@\d+$/.exec(fingerprint)?.[0] ?? '') : '';
}
