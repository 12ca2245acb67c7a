import { useEffect, useState } from 'preact/hooks';
import { CHART_COLORS } from './lineStyle.ts';
import type { LineStyle } from './lineStyle.ts';

/** What a canvas, which knows no CSS variables, needs of the editor's theme. */
export interface ChartTheme {
  readonly colors: Readonly<Record<LineStyle['color'], string>>;
  readonly text: string;
  readonly grid: string;
  readonly font: string;
  readonly highContrast: boolean;
}

function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const foreground = style.getPropertyValue('--vscode-foreground') || style.color;
  const color = (name: string): string => style.getPropertyValue(name) || foreground;
  const highContrast = document.body.className.includes('vscode-high-contrast');
  return {
    colors: Object.fromEntries(CHART_COLORS.map((name) => [name, color(name)])) as ChartTheme['colors'],
    text: highContrast ? foreground : color('--vscode-descriptionForeground'),
    grid: `color-mix(in srgb, ${foreground} ${highContrast ? 30 : 10}%, transparent)`,
    font: `11px ${style.fontFamily}`,
    highContrast,
  };
}

/** The theme's colours, again whenever the theme changes: VS Code then writes them and the body's class anew. */
export function useChartTheme(): ChartTheme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'style'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
