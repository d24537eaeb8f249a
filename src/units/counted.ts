/** `1 task`, `3 tasks`. Irregular plurals are given: `1 proxy`, `3 proxies`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
