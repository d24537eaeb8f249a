/** `1 task`, `3 tasks`; `1 proxy`, `3 proxies` where the plural is told. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
