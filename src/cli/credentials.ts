/** From the start of an address to its last `@`: passwords may hold anything, another `@` as well. */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/).*@/gis;

/** A word of the command line without the user and password of an address in it. */
export function withoutCredentials(word: string): string {
  return word.replace(CREDENTIALS, '$1***@');
}
