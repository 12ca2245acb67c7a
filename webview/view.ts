import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CompareView } from './state.ts';

const ViewContext = createContext<CompareView | undefined>(undefined);

export const ViewProvider = ViewContext.Provider;

export function useView(): CompareView {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('A component stands outside of <ViewProvider>.');
  return view;
}
