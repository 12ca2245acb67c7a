import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface KeptFocus<Place extends HTMLElement> {
  /** For the element that the buttons stand in. */
  readonly place: RefObject<Place | null>;
  /** What a button does, which the page may be drawn anew for. */
  readonly keeping: (press: () => void) => () => void;
}

/** A button that goes away or moves when it is pressed keeps the focus, or leaves it to the one that stands there then. */
export function useKeptFocus<Place extends HTMLElement>(): KeptFocus<Place> {
  const place = useRef<Place>(null);
  const pressed = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const before = pressed.current;
    pressed.current = null;
    if (before === null || document.activeElement !== document.body) return;
    const next = before.isConnected ? before : place.current?.querySelector('button');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  });
  const keeping = (press: () => void) => (): void => {
    pressed.current = document.activeElement;
    press();
  };
  return { place, keeping };
}
