import { effect } from '@preact/signals';
import type { CompareView } from './state.ts';

/** Calls back once, as soon as the browser has painted the page's first content, or why there is none. */
export function whenPainted(view: CompareView, run: () => void): void {
  let waits = true;
  effect(() => {
    if (!waits || (view.state.value === undefined && view.problem.value === undefined)) return;
    waits = false;
    // What is drawn in one frame is painted before the timers that it set.
    requestAnimationFrame(() => setTimeout(run));
  });
}
