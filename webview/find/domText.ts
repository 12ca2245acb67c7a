/** Elements whose text is not joined with what stands beside them. */
const BLOCKS = new Set(
  'TD TH TR TABLE CAPTION P LI UL OL DL DT DD DIV H1 H2 H3 H4 PRE ARTICLE SECTION HEADER BUTTON VSCODE-BUTTON'.split(
    ' ',
  ),
);
/** What is no content of the page, or is not seen. */
const SKIPPED = '.visually-hidden, [data-no-find], [aria-hidden="true"], input, textarea, select, script, style';

interface Piece {
  readonly node: Text;
  /** Where it begins in the joined text. */
  readonly start: number;
}

/** Where the pattern occurs in the texts below an element, in order. A match may run over several nodes of a block. */
export function textRanges(
  root: Element,
  pattern: RegExp,
  skips: (element: Element) => boolean = () => false,
): Range[] {
  const ranges: Range[] = [];
  let pieces: Piece[] = [];
  let text = '';
  const flush = (): void => {
    for (const match of text === '' ? [] : text.matchAll(pattern)) {
      ranges.push(rangeOf(pieces, match.index, match.index + match[0].length));
    }
    pieces = [];
    text = '';
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      pieces.push({ node, start: text.length });
      text += node.data;
      return;
    }
    if (!(node instanceof Element) || node.matches(SKIPPED) || skips(node)) return;
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock) flush();
    for (const child of node.childNodes) walk(child);
    if (isBlock) flush();
  };
  walk(root);
  flush();
  return ranges;
}

function rangeOf(pieces: readonly Piece[], start: number, end: number): Range {
  const range = document.createRange();
  const first = pieces.findLast((piece) => piece.start <= start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (first !== undefined) range.setStart(first.node, start - first.start);
  if (last !== undefined) range.setEnd(last.node, end - last.start);
  return range;
}
