/** How deep a JSON text is nested and how many values it holds, told by its marks: nothing is made of it yet. */
export interface JsonExtent {
  readonly depth: number;
  readonly values: number;
}

/**
 * What is read of texts that clients send: beyond it a text of a few megabytes would become gigabytes of objects and
 * hold up everybody for many seconds, or be too deep for a parser that calls itself.
 */
const READABLE: JsonExtent = { depth: 500, values: 1_000_000 };

export function jsonExtent(text: string): JsonExtent {
  let [level, depth, values, quoted] = [0, 0, 1, false];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) quoted = !quoted;
    else if (code === 0x5c) index++;
    else if (quoted) continue;
    else if (code === 0x2c) values++;
    else if (code === 0x7b || code === 0x5b) depth = Math.max(depth, ++level);
    else if (code === 0x7d || code === 0x5d) level--;
  }
  return { depth, values };
}

/** Whether a text may be parsed at all. */
export function isReadable(text: string, limit: JsonExtent = READABLE): boolean {
  const { depth, values } = jsonExtent(text);
  return depth <= limit.depth && values <= limit.values;
}
