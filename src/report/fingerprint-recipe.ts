/** Recipes of two fingerprints, `@0` and `@1`. */
export interface Recipes {
  readonly was: string;
  readonly is: string;
}

/**
 * The recipes of two fingerprints that were computed by different recipes. A recipe follows the last `@`: it says
 * what of a decision is hashed, and how. Fingerprints of different recipes always differ, whatever was decided.
 * Undefined: the recipes are equal, or one of the values is not a fingerprint.
 */
export function differentRecipes(was: unknown, is: unknown): Recipes | undefined {
  const recipes = { was: recipeOf(was), is: recipeOf(is) };
  return recipes.was === '' || recipes.is === '' || recipes.was === recipes.is ? undefined : recipes;
}

function recipeOf(fingerprint: unknown): string {
  return typeof fingerprint === 'string' ? (/@\d+$/.exec(fingerprint)?.[0] ?? '') : '';
}
