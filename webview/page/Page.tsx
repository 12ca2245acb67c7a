import { useEffect, useRef } from 'preact/hooks';
import { Moving } from '../differences/Moving.tsx';
import { useView } from '../view.ts';
import { Comparing } from './Comparing.tsx';
import { Failed, Loading, NothingLeft } from './Empty.tsx';
import { Notices } from './Notices.tsx';
import styles from './Page.module.css';

/** The whole page: what there is to say, or why there is nothing. */
export function Page() {
  const view = useView();
  const scroller = useKeptScroll();
  return (
    <main class={styles['page']} data-alone={view.alone.value} ref={scroller}>
      <Moving page={scroller}>
        <Notices />
        <Content />
      </Moving>
      <p class="visually-hidden" role="status" aria-live="polite">
        {view.announcement}
      </p>
    </main>
  );
}

function Content() {
  const view = useView();
  const state = view.state.value;
  const comparison = view.comparison.value;
  if (comparison !== undefined) return <Comparing comparison={comparison} />;
  if (state !== undefined) return <NothingLeft />;
  const problem = view.problem.value;
  return problem === undefined ? <Loading /> : <Failed problem={problem} />;
}

/** Scrolls to where the page was left once it has content, to the top of other content, and notes where it is left. */
function useKeptScroll() {
  const view = useView();
  const scroller = useRef<HTMLElement>(null);
  const isDrawn = view.comparison.value !== undefined;
  const turn = view.turn.value;
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isDrawn) return undefined;
    element.scrollTop = view.choices.scroll.peek();
    const note = (): void => view.choices.setScroll(element.scrollTop);
    element.addEventListener('scrollend', note);
    return () => element.removeEventListener('scrollend', note);
  }, [isDrawn, turn, view]);
  return scroller;
}
