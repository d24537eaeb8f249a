/**
 * The file of a thread's entry point, beside the module that starts it: JavaScript if this is built, else the source
 * with a loader.
 * @param starter `import.meta.url` of that module
 * @param name as in THREADS
 */
export function threadFile(starter: string, name: string): URL {
  return new URL(starter.endsWith('.ts') ? `./${name}-boot.mjs` : `./${name}.js`, starter);
}
