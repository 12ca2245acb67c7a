import { useEffect, useState } from 'preact/hooks';
import type uPlot from 'uplot';

export type Drawer = typeof uPlot;

/** The library that draws, loaded by whoever draws first: a page without charts does without it. */
async function loadDrawer(): Promise<Drawer> {
  allowLanguage();
  return (await import('uplot')).default;
}

/**
 * The library formats numbers by the browser's language as soon as it is loaded, and cannot be loaded where that is
 * none that Intl knows: Chromium says `en-US@posix` where the locale is POSIX.
 */
function allowLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
  }
}

export function useDrawer(): Drawer | undefined {
  const [drawer, setDrawer] = useState<Drawer>();
  useEffect(() => void loadDrawer().then((loaded) => setDrawer(() => loaded)), []);
  return drawer;
}
