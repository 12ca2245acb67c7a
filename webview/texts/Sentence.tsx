/**
 * A sentence with names in it that somebody logged. A mark of direction in a name would turn round what is said after it,
 * so the sentence goes without such marks; where the name itself is shown it has them.
 */
export function Sentence({ text }: { text: string }) {
  return <bdi>{text.replace(/\p{Bidi_Control}/gu, '')}</bdi>;
}
