import type { MemoryIo } from './memory-io.ts';

/** What a value of the program looks like that was not put into words; JSON may say null. */
export const INSIDES = /\b(?:undefined|NaN|Infinity|null)\b|\[object /;
const INSIDES_OF_JSON = /\b(?:undefined|NaN|Infinity)\b/;

/** Written text that names something of the program's insides: the path and what is around it. */
export function leaks({ files }: MemoryIo): string[] {
  return [...files].flatMap(([path, content]) => {
    if (!/\.(?:md|csv|html|json)$/.test(path)) return [];
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    const words = text.replace(/<script[\s\S]*?<\/script>/g, '');
    const at = words.search(path.endsWith('.json') ? INSIDES_OF_JSON : INSIDES);
    return at < 0 ? [] : [`${path}: ${words.slice(Math.max(0, at - 80), at + 80)}`];
  });
}
