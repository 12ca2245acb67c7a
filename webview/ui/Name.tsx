import { Fragment } from 'preact';

/** A key, path or other name, which may break after its separators rather than in the middle of a word. */
export function Name({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[/._:-])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
