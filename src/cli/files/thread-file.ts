/**
 * The file of what runs in a thread, beside the module that starts it: JavaScript where this is built, else the source with
 * something that loads it.
 * @param starter `import.meta.url` of that module
 * @param name as in THREADS
 */
export function threadFile(starter: string, name: string): URL {
  return new URL(starter.endsWith('.ts') ? `./${name}-boot.mjs` : `./${name}.js`, starter);
}
