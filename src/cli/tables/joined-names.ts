/** A list of names as one text: passing a hundred thousand texts to another thread is slow, passing one is not. */
interface JoinedNames {
  readonly joined: string;
  readonly lengths: Uint32Array;
}

/** Data of a long table, with its lists of names joined, ready to be copied to another thread. */
export function withJoinedNames(data: object): Readonly<Record<string, unknown>> {
  return mapped(data, (part) => (isListOfNames(part) ? joinedNames(part) : part));
}

/** The original data, except that lists of names become iterables that split the text anew each time. */
export function withNames(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return mapped(data, (part) => (isJoined(part) ? namesOf(part) : part));
}

function mapped(data: object, change: (part: unknown) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, change(part)]));
}

function isListOfNames(part: unknown): part is readonly string[] {
  return Array.isArray(part);
}

function joinedNames(names: readonly string[]): JoinedNames {
  const lengths = new Uint32Array(names.length);
  for (let name = 0; name < names.length; name++) lengths[name] = names[name]!.length;
  return { joined: names.join(''), lengths };
}

function isJoined(part: unknown): part is JoinedNames {
  return typeof part === 'object' && part !== null && 'joined' in part;
}

function namesOf({ joined, lengths }: JoinedNames): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      let from = 0;
      for (const length of lengths) {
        yield joined.slice(from, from + length);
        from += length;
      }
    },
  };
}
