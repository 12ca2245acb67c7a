import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { CONTROLS } from './gridDom.ts';

/** Takes the controls inside of cells out of the order of the Tab key: a long table would have thousands of them. */
export function useQuietControls(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    const element = table.current;
    if (element === null) return undefined;
    const quiet = (): void => {
      for (const control of element.querySelectorAll<HTMLElement>(`[data-column] :is(${CONTROLS}):not([tabindex])`)) {
        if (control.closest('[data-column]')?.querySelector('input, textarea') === null) control.tabIndex = -1;
      }
    };
    quiet();
    const observer = new MutationObserver(quiet);
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [table.current === null]);
}
