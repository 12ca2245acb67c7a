import type { DependencyLine } from '../../model/snapshot.ts';

/** What one line says of a package. */
export interface Requirement {
  /** As pip compares names (PEP 503), `python` for Python itself; the whole line where it names no package (an option, a URL, a path). */
  readonly name: string;
  /** What stands after the name, as written. */
  readonly specifier: string;
  /** The one version that it allows; null where it allows several. */
  readonly version: string | null;
  /** What it says beside versions, without spaces: extras, marker, URL, options. */
  readonly besides: string;
  readonly text: string;
}

export const PYTHON = 'python';

export function parseDependency({ manager, line }: DependencyLine): Requirement {
  if (manager === 'python') return pythonRequirement(line);
  return manager === 'conda' ? parseMatchSpec(line) : parseRequirement(line);
}

export const pythonRequirement = (version: string): Requirement => ({
  name: PYTHON,
  specifier: `==${version}`,
  version,
  besides: '',
  text: version,
});

const nothingNamed = (text: string): Requirement => ({ name: text, specifier: '', version: null, besides: '', text });

/** As pip compares names. */
const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** White space as single spaces, which no pattern has to try at many lengths. */
const oneSpace = (text: string): string => text.trim().replace(/\s+/g, ' ');

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*((?:[[=<>!~;@(]|\s--).*)?$/;
const PARTS = /^(?<extras>\[[^\]]*\])?\s*(?<clauses>\(?[^;@[\s(][^;@[]*?)?(?<more>\s*[;@].*|\s+--.*)?$/;

/** Reads one line of requirements.txt (PEP 508, and pip's own lines that name no package). */
export function parseRequirement(line: string): Requirement {
  const text = oneSpace(line).replace(/ #.*$/, '');
  const [, name, rest = ''] = NAMED.exec(text) ?? [];
  if (name === undefined) return nothingNamed(text);
  const specifier = rest.trim();
  const { extras = '', clauses = '', more = '' } = PARTS.exec(specifier)?.groups ?? { more: specifier };
  const version =
    /^={2,3}\s*([^\s,;*()]+)$/.exec(
      clauses
        .trim()
        .replace(/^\((.*)\)$/, '$1')
        .trim(),
    )?.[1] ?? null;
  return {
    name: normalName(name),
    specifier,
    version,
    besides: withoutSpace(extras + more.replaceAll(/\s--hash=\S+/g, '')),
    text,
  };
}

/** Reads one line of conda.yaml: `numpy=1.26`, `conda-forge::numpy 1.26.*`, `numpy=1.26.4=py312_0`, `pip<=24.0`. */
function parseMatchSpec(line: string): Requirement {
  const text = oneSpace(line);
  const [, channel = '', name, rest = ''] = /^(?:(\S+)::)?([A-Za-z0-9_][\w.-]*?)\s*([\s=<>!~].*)?$/.exec(text) ?? [];
  if (name === undefined) return nothingNamed(text);
  const specifier = rest.trim();
  const [, version, build = ''] = /^={0,2}\s*([\w.!+-]+)(?:[=\s]\s*([\w.*-]+))?$/.exec(specifier) ?? [];
  return {
    name: normalName(name),
    specifier,
    version: version ?? null,
    besides: [channel, build].filter(Boolean).join('='),
    text,
  };
}

/** Clauses of a specifier in one order: which of them comes first says nothing. */
export const specifierKey = ({ specifier }: Requirement): string =>
  withoutSpace(specifier)
    .split(';')
    .map((part) => part.split(',').toSorted().join(','))
    .join(';');
