import type { Comparison } from '../compare/comparison.ts';
import { stringifyJson } from '../model/json.ts';

/**
 * The whole comparison as JSON, for programs. `version` rises when a member changes its meaning or goes; members may
 * be added. Integers keep every digit; NaN and infinities are the texts `NaN`, `Infinity` and `-Infinity`.
 */
export function exportJson(comparison: Comparison): string {
  return `${stringifyJson({ format: 'promptrail.comparison', version: 1, ...comparison }, 2)}\n`;
}
