import type { ComponentChildren } from 'preact';
import { NAME_PART } from '../find/pageTexts.ts';
import { usePlaced } from '../find/places.ts';
import { Sentence } from './Sentence.tsx';
import styles from './TextArticle.module.css';

interface TextArticleProps {
  readonly name: string;
  /** What became of it, in words; empty for nothing to say. */
  readonly words: string;
  readonly differs: boolean;
  /** Where it is from and the like, beside its name. */
  readonly origin?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** The list that its name is a row of, for who looks for it. */
  readonly about?: string;
  /** The `data-vscode-context` of the whole. */
  readonly context?: string | undefined;
  readonly children: ComponentChildren;
}

/** One text or what belongs to it, under a heading with what can be done with it. */
export function TextArticle(props: TextArticleProps) {
  const { name, words, differs, origin, actions, about = '', context, children } = props;
  const heading = usePlaced<HTMLHeadingElement>(about, NAME_PART);
  return (
    <article class={styles['text']} data-vscode-context={context} aria-label={name}>
      <header class={styles['header']}>
        <h3 ref={heading} class={styles['name']}>
          {name}
        </h3>
        {origin}
        {words !== '' && (
          <span class={styles['words']} data-differs={differs}>
            <Sentence text={words} />
          </span>
        )}
        <span class={styles['actions']}>{actions}</span>
      </header>
      {children}
    </article>
  );
}
