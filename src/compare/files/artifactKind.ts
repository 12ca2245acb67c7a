import type { ArtifactRow } from '../comparison.ts';

const IMAGES = new Set('png jpg jpeg jpe gif webp avif svg bmp ico'.split(' '));

const TEXTS = new Set(
  [
    'txt text md markdown rst adoc tex log csv tsv json jsonl ndjson yaml yml toml ini cfg conf properties env xml html htm',
    'css scss py pyi pyx r jl js mjs cjs jsx ts tsx mts java kt scala go rs c h cc cpp hpp cs swift rb php pl lua sql sh bash',
    'zsh fish ps1 bat prompt prompty jinja jinja2 j2 tmpl template mustache hbs liquid proto graphql diff patch lock vega',
    'gitignore gitattributes dockerignore editorconfig',
  ]
    .join(' ')
    .split(' '),
);

/** Files without an extension that are texts. */
const TEXT_NAMES = new Set(
  'mlmodel dockerfile makefile license notice readme changelog requirements procfile'.split(' '),
);

/** How a file is shown, by its name. */
export function artifactKind(path: string): ArtifactRow['kind'] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot < 0) return TEXT_NAMES.has(name) ? 'text' : 'other';
  const extension = name.slice(dot + 1);
  if (extension === 'ipynb') return 'notebook';
  return IMAGES.has(extension) ? 'image' : TEXTS.has(extension) ? 'text' : 'other';
}
