import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPrompt, type SourceForm } from '../../../src/editor/promptSource.ts';

const OLD = 'Summarize the text in one sentence: {text}';
const NEW = 'Summarize the text in two sentences.\nSay "so" where it is short: {text}';

/** The source with every place that was found written anew. */
function written(source: string, versions: readonly string[], text: string, form: SourceForm = 'code'): string {
  return findPrompt(source, form, versions, text).reduceRight(
    (rest, { start, end, replacement }) => rest.slice(0, start) + replacement + rest.slice(end),
    source,
  );
}

describe('a prompt is written back', () => {
  it('over a template file, whose last line break stays', () => {
    expect(written(`${OLD}\n`, [`${OLD}\n`], NEW)).toBe(`${NEW}\n`);
    expect(written(`# Prompt\n\n${OLD}\n\nMore.\n`, [OLD], NEW)).toBe(`# Prompt\n\n${NEW}\n\nMore.\n`);
  });

  it('into a string literal, escaped as its quotes need it', () => {
    expect(written(`PROMPT = "${OLD}"`, [OLD], NEW)).toBe(
      String.raw`PROMPT = "Summarize the text in two sentences.\nSay \"so\" where it is short: {text}"`,
    );
    expect(written(`PROMPT = '${OLD}'`, [OLD], "It's {text}\\")).toBe(String.raw`PROMPT = 'It\'s {text}\\'`);
    expect(written(`const prompt = \`${OLD}\`;`, [OLD], 'Cost: ${x} `y`')).toBe(
      'const prompt = `Cost: \\${x} \\`y\\``;',
    );
  });

  it('over a literal in which it was escaped', () => {
    const source = String.raw`{"prompt": "Summarize the text in two sentences.\nSay \"so\" where it is short: {text}"}`;
    expect(written(source, [NEW], 'Line one\nsays "yes"')).toBe(String.raw`{"prompt": "Line one\nsays \"yes\""}`);
  });

  it('into triple quotes with its lines as they are', () => {
    expect(written(`PROMPT = """\n${OLD}\n"""`, [OLD], NEW)).toBe(`PROMPT = """\n${NEW}\n"""`);
    expect(written(`PROMPT = """\\\n${OLD}"""`, [OLD], 'ends in "quotes"')).toBe(
      'PROMPT = """\\\nends in "quotes\\""""',
    );
    expect(written(`PROMPT = '''${OLD}'''`, [OLD], "three ''' quotes\\d")).toBe(
      "PROMPT = '''three \\''' quotes\\\\d'''",
    );
  });

  it('into a block of YAML, indented like it', () => {
    const source = 'prompts:\n  - name: a\n    template: |\n      One\n\n      two: {x}\n    next: 1\n';
    expect(written(source, ['One\n\ntwo: {x}\n'], 'First\n  indented\n\nlast\n')).toBe(
      'prompts:\n  - name: a\n    template: |\n      First\n        indented\n\n      last\n    next: 1\n',
    );
  });

  it('over one line of a block by several', () => {
    const source = `template: |\n  ${OLD}\nnext: 1\n`;
    expect(written(source, [OLD], 'First\n\nlast')).toBe('template: |\n  First\n\n  last\nnext: 1\n');
  });

  it('into the middle of a line of code only where that stays one', () => {
    const source = `log(f"{role}: ${OLD} " + '')\nprompt: ${OLD} # now\n`;
    expect(written(source, [OLD], 'Shorter: {text}')).toBe(
      `log(f"{role}: Shorter: {text} " + '')\nprompt: Shorter: {text} # now\n`,
    );
    expect(findPrompt(source, 'code', [OLD], NEW)).toEqual([]);
    expect(findPrompt(source, 'prose', [OLD], NEW).length).toBe(2);
    const nested = JSON.stringify({ source: [`PROMPT = "${OLD}"\n`] });
    expect(findPrompt(nested, 'code', [OLD], NEW)).toEqual([]);
  });

  it('wherever one of its versions stands, in the order of the source', () => {
    const source = `A = "${OLD}"\nB = "${OLD} And more."\n`;
    const found = findPrompt(source, 'code', [OLD, `${OLD} And more.`], 'New text');
    expect(found.map(({ start, end }) => source.slice(start, end))).toEqual([OLD, `${OLD} And more.`]);
    expect(written(source, [OLD, `${OLD} And more.`], 'New text')).toBe('A = "New text"\nB = "New text"\n');
  });

  it('nowhere but where it says so when it stands there already', () => {
    expect(findPrompt(`x = "${OLD}"`, 'code', ['another text'], OLD)).toEqual([
      { start: 5, end: 5 + OLD.length, replacement: OLD, same: true },
    ]);
  });

  it('not over every word it may be when it is short', () => {
    const source = 'Hi there, this is high.\nGREETING = "Hi"\n';
    expect(written(source, ['Hi'], 'Hello')).toBe('Hi there, this is high.\nGREETING = "Hello"\n');
    expect(written('Hi\n', ['Hi'], 'Hello')).toBe('Hello\n');
    expect(findPrompt('anything', 'prose', ['', ' \n'], 'x')).toEqual([]);
  });

  it('with everything around it left as it was, whatever the texts', () => {
    const text = fc.string({ minLength: 15, maxLength: 60, unit: 'grapheme' }).filter((own) => own.trim().length > 12);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const source = `first line\n<<${before}>>\nlast line\n`;
        const [place, ...others] = findPrompt(source, 'code', [before], after);
        if (others.length > 0 || place === undefined) return;
        expect(source.slice(0, place.start)).toMatch(/^first line\n/);
        expect(source.slice(place.end)).toMatch(/\nlast line\n$/);
      }),
    );
  });

  it('into a literal that JSON reads back as the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (after) => {
        const next = `x${after.replace(/[\p{Cc}]/gu, '\n')}x`;
        const source = JSON.stringify({ prompt: OLD });
        expect(JSON.parse(written(source, [OLD], next))).toEqual({ prompt: next });
      }),
    );
  });
});
