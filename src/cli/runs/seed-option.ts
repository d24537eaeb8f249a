/**
 * The seed that an option states: digits are a number, as in a scenario, anything else is text. In double quotes, digits
 * are text, too: in a scenario, `seed: "7"` draws other numbers than `seed: 7`.
 */
export function readSeed(word: string): number | string {
  return numberOf(word) ?? quoted(word) ?? word;
}

/** The word from which `readSeed` reads this seed. */
export function seedText(seed: number | string): string {
  if (typeof seed === 'number' || readSeed(seed) === seed) return `${seed}`;
  return JSON.stringify(seed);
}

function numberOf(word: string): number | undefined {
  const number = Number(word);
  return /^\d+$/.test(word) && Number.isSafeInteger(number) ? number : undefined;
}

function quoted(word: string): string | undefined {
  if (!/^".*"$/s.test(word)) return undefined;
  try {
    return `${JSON.parse(word)}`;
  } catch {
    return undefined;
  }
}
