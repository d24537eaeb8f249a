/** From the start of an address to its last `@`: passwords may contain anything, even another `@`. */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/).*@/gis;

/** A word of the command line, with user and password removed from an address in it. */
export function withoutCredentials(word: string): string {
  return word.replace(CREDENTIALS, '$1***@');
}
