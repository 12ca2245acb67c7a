import { compare } from '../src/compare/compare.ts';
import type { Engine } from './answers.ts';

/** Compares on the page's own thread. */
export const inlineEngine: Engine = { compare };
