import { jsonExtent } from '../../model/jsonExtent.ts';
import { pythonJson } from '../../model/pythonJson.ts';
import type { Span } from '../../model/trace.ts';
import {
  isVerbatimArray,
  isVerbatimNumber,
  isVerbatimObject,
  parseVerbatim,
  type VerbatimJson,
  type VerbatimNumber,
  type VerbatimObject,
} from '../../model/verbatimJson.ts';

/**
 * Spans in their two shapes: as clients of MLflow 3 write them into a trace's file, with attributes that are JSON in
 * texts, and as OpenTelemetry's JSON, in which answers carry them. Nanosecond times keep all their digits.
 */

/** Spans of a file; `answerable` where answers can carry them. */
export interface ReadSpans {
  readonly spans: readonly Span[];
  readonly answerable: boolean;
}

/** Protobuf's readers give up 100 messages deep; a level of an object is three of them. */
const MAX_DEPTH = 30;
/** So many values take a second to answer. */
const MAX_VALUES = 200_000;

/** The spans in a trace's file, roots first, then by time; undefined for a file of any other shape, as of MLflow 2. */
export function readSpans(file: string): ReadSpans | undefined {
  const extent = jsonExtent(file);
  if (extent.depth > MAX_DEPTH) return undefined;
  const content = parsed(file);
  const spans = content !== undefined && isVerbatimObject(content) ? content.spans : undefined;
  if (spans === undefined || !isVerbatimArray(spans)) return undefined;
  const whole = spans.filter(isSpan);
  if (whole.length < spans.length) return undefined;
  const texts = whole.flatMap((span) => Object.values(span.attributes)).filter((value) => typeof value === 'string');
  const extents = [extent, ...texts.map(jsonExtent)];
  const values = extents.reduce((sum, one) => sum + one.values, 0);
  const answerable = values <= MAX_VALUES && extents.every(({ depth }) => depth <= MAX_DEPTH);
  return { spans: whole.toSorted(byPlace).map(toSpan), answerable };
}

/** A kept span in OpenTelemetry's JSON. */
export function spanJson(content: string): object {
  const span = parseVerbatim(content) as unknown as SpanJson;
  const { parent_span_id: parent, end_time_unix_nano: end, events = [], links = [] } = span;
  return {
    trace_id: span.trace_id,
    span_id: span.span_id,
    ...(typeof parent === 'string' && parent !== '' ? { parent_span_id: parent } : {}),
    name: span.name,
    start_time_unix_nano: span.start_time_unix_nano,
    ...(end === null || end === undefined ? {} : { end_time_unix_nano: end }),
    ...pairs('attributes', span.attributes, fromAttribute),
    ...(events.length === 0 ? {} : { events: events.map(eventJson) }),
    ...(links.length === 0 ? {} : { links: links.map(linkJson) }),
    status: { ...(span.status.message ? { message: span.status.message } : {}), code: span.status.code },
  };
}

interface SpanJson {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string | null;
  readonly name: string;
  readonly start_time_unix_nano: VerbatimNumber;
  readonly end_time_unix_nano?: VerbatimNumber | null;
  readonly attributes: VerbatimObject;
  readonly status: { readonly code: string; readonly message?: string | null };
  readonly events?: readonly EventJson[];
  readonly links?: readonly LinkJson[];
}

interface EventJson {
  readonly name: string;
  readonly time_unix_nano: VerbatimNumber;
  readonly attributes?: VerbatimObject | null;
}

interface LinkJson {
  readonly trace_id: string;
  readonly span_id: string;
  readonly attributes?: VerbatimObject | null;
}

type ReadSpan = VerbatimObject & SpanJson;

function isSpan(span: VerbatimJson): span is ReadSpan {
  if (!isVerbatimObject(span)) return false;
  const { attributes, status, events = [], links = [], parent_span_id: parent = null } = span;
  return (
    [span.trace_id, span.span_id, span.name, parent ?? ''].every((text) => typeof text === 'string') &&
    isTime(span.start_time_unix_nano) &&
    (span.end_time_unix_nano == null || isTime(span.end_time_unix_nano)) &&
    isObject(attributes) &&
    isObject(status) &&
    typeof status.code === 'string' &&
    typeof (status.message ?? '') === 'string' &&
    isVerbatimArray(events) &&
    events.every((event) => isNamed(event) && isTime(event.time_unix_nano)) &&
    isVerbatimArray(links) &&
    links.every(isLink)
  );
}

const isObject = (value: VerbatimJson | undefined): value is VerbatimObject =>
  value !== undefined && isVerbatimObject(value);

const isNamed = (event: VerbatimJson): event is VerbatimObject =>
  isVerbatimObject(event) && typeof event.name === 'string' && isVerbatimObject(event.attributes ?? {});

const isLink = (link: VerbatimJson): boolean =>
  isVerbatimObject(link) &&
  typeof link.trace_id === 'string' &&
  typeof link.span_id === 'string' &&
  isVerbatimObject(link.attributes ?? {});

const isTime = (value: VerbatimJson | undefined): value is VerbatimNumber =>
  value !== undefined && isVerbatimNumber(value) && /^\d{1,19}$/.test(value.rawJSON);

function byPlace(a: ReadSpan, b: ReadSpan): number {
  const depth = Number(Boolean(a.parent_span_id)) - Number(Boolean(b.parent_span_id));
  if (depth !== 0) return depth;
  const difference = BigInt(a.start_time_unix_nano.rawJSON) - BigInt(b.start_time_unix_nano.rawJSON);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function toSpan(span: ReadSpan): Span {
  const type = fromAttribute(span.attributes['mlflow.spanType'] ?? null);
  return {
    name: span.name,
    type: typeof type === 'string' ? type : null,
    status: span.status.code.replace(/^STATUS_CODE_/, ''),
    content: pythonJson(span),
  };
}

function eventJson(event: EventJson): object {
  const attributes = pairs('attributes', event.attributes ?? {}, (value) => value);
  return { time_unix_nano: event.time_unix_nano, name: event.name, ...attributes };
}

/** Links are kept with MLflow's ids, `tr-` and hexadecimal digits. */
function linkJson(link: LinkJson): object {
  const bytes = (id: string) => Buffer.from(id.replace(/^tr-/, ''), 'hex').toString('base64');
  const attributes = pairs('attributes', link.attributes ?? {}, (value) => value);
  return { trace_id: bytes(link.trace_id), span_id: bytes(link.span_id), ...attributes };
}

function pairs(key: string, values: VerbatimObject, read: (value: VerbatimJson) => VerbatimJson): object {
  const list = Object.entries(values).map(([name, value]) => ({ key: name, value: anyValue(read(value)) }));
  return list.length === 0 ? {} : { [key]: list };
}

/** An attribute's value; text that is no JSON is the value itself. */
function fromAttribute(value: VerbatimJson): VerbatimJson {
  return typeof value === 'string' ? (fromPython(value) ?? value) : value;
}

function anyValue(value: VerbatimJson): object {
  if (value === null) return {};
  if (typeof value === 'boolean') return { bool_value: value };
  if (typeof value === 'string') return { string_value: value };
  if (isVerbatimArray(value)) {
    return { array_value: value.length === 0 ? {} : { values: value.map(anyValue) } };
  }
  if (isVerbatimNumber(value)) return numberValue(value);
  const values = Object.entries(value).map(([key, inner]) => ({ key, value: anyValue(inner) }));
  return { kvlist_value: values.length === 0 ? {} : { values } };
}

function numberValue(number: VerbatimNumber): object {
  const special = WORDS.get(number.rawJSON);
  if (special !== undefined) return { double_value: special };
  return /[.e]/i.test(number.rawJSON) ? { double_value: number } : { int_value: number };
}

/**
 * What Python writes for doubles that JSON has no number for, each as a number that nobody writes: it is greater than
 * every double. Only its characters count.
 */
const NUMBERS = { NaN: '0.9e99999', Infinity: '1e99999', '-Infinity': '-1e99999' } as const;
const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(NUMBERS).map(([word, number]) => [number, word]));

/** JSON as Python writes it, with its words for numbers; undefined for any other text. */
function fromPython(json: string): VerbatimJson | undefined {
  if (!/NaN|Infinity/.test(json)) return parsed(json);
  const numbered = (text: string) => text.replace(/NaN|-?Infinity/g, (word) => NUMBERS[word as keyof typeof NUMBERS]);
  return parsed(Array.from(pieces(json), ({ text, quoted }) => (quoted ? text : numbered(text))).join(''));
}

/** A JSON text in pieces: its own texts with their quotes, and what stands between them. */
function* pieces(json: string): Generator<{ readonly text: string; readonly quoted: boolean }> {
  for (let start = 0; start < json.length;) {
    const open = json.indexOf('"', start);
    yield { text: json.slice(start, open < 0 ? undefined : open), quoted: false };
    if (open < 0) return;
    let close = json.indexOf('"', open + 1);
    while (close >= 0 && isEscaped(json, close)) close = json.indexOf('"', close + 1);
    start = close < 0 ? json.length : close + 1;
    yield { text: json.slice(open, start), quoted: true };
  }
}

function isEscaped(json: string, index: number): boolean {
  let start = index;
  while (json[start - 1] === '\\') start--;
  return (index - start) % 2 === 1;
}

function parsed(text: string): VerbatimJson | undefined {
  try {
    return parseVerbatim(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
