import { useLayoutEffect } from 'preact/hooks';
import { useLineGoal } from '../find/places.ts';

/** Opens what hides a text when the page is to go to a line of it. */
export function useOpened(list: string, isOpen: boolean, open: () => void): void {
  const goal = useLineGoal(list);
  useLayoutEffect(() => {
    if (goal !== undefined && !isOpen) open();
  }, [goal, isOpen]);
}
