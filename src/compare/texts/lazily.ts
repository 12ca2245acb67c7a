/**
 * A value that is made when it is first needed. For patterns with whole scripts in them and dictionaries of words: each
 * takes 10 ms and more to make, which a page or a process that meets western texts alone never waits for.
 */
export function lazily<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
