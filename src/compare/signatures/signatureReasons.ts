import { isBreaking, RULES } from './signatureRules.ts';
import type { FoundRule } from './signatureRows.ts';
import type { SignaturePart } from './signatureTree.ts';

/** More than anyone reads: the rows say the rest. */
const MOST = 20;

const NOUNS = { inputs: 'Input', outputs: 'Output', params: 'Param' } as const;

export interface PlacedRule extends FoundRule {
  readonly part: SignaturePart;
}

/** One sentence per change, the breaking ones first; long lists end with how many there are more. */
export function signatureReasons(found: readonly PlacedRule[]): string[] {
  const breaking = found.filter(({ id }) => isBreaking(id));
  const others = found.filter(({ id }) => !isBreaking(id));
  const shown = [...breaking.slice(0, MOST), ...others.slice(0, Math.max(0, MOST - breaking.length))];
  const reasons = [...new Set(shown.map(reason))];
  const rest = found.length - shown.length;
  if (rest === 0) return reasons;
  const worse = breaking.length - Math.min(breaking.length, MOST);
  const grave = worse === 0 ? '' : `, ${worse} of them breaking`;
  return [...reasons, `And ${rest} more ${rest === 1 ? 'change' : 'changes'}${grave}.`];
}

function reason({ part, path, depth, id, before, after }: PlacedRule): string {
  const noun = depth > 0 ? `${NOUNS[part]} property` : NOUNS[part];
  const [from, to] = id === 'param-default' ? [before.default, after.default] : [before.type, after.type];
  const said = RULES[id].said.replace(/\{(before|after)\}/g, (_, side) => (side === 'before' ? from : to) ?? '');
  return `${noun} ${path} ${said}.`;
}
