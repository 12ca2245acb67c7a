import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';
import { readTarget, type Target } from './target.ts';

export interface GateOptions {
  /** The Host headers that are served, `127.0.0.1:<port>` among them. */
  readonly hosts: readonly string[];
  readonly token: string;
  /** Paths that need no token: they tell nothing. */
  readonly open: readonly string[];
  /** Paths where a body may be anything, not JSON alone. */
  readonly anyContent: readonly string[];
}

/** The largest JSON body; files are not bounded. */
export const MAX_BODY = 20 * 1024 * 1024;

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * What every request passes before any route is looked up. Python clients name the host exactly, send no Origin and
 * carry the token; a web page, a rebound DNS name or another user of the machine fails at least one of these.
 * Checks stand in a fixed order, so that nobody without the token learns which routes exist.
 */
export class Gate {
  readonly #hosts: ReadonlySet<string>;
  readonly #token: Buffer;
  readonly #open: ReadonlySet<string>;
  readonly #anyContent: ReadonlySet<string>;
  /** The last Authorization header that held the token: a client sends the same one with every request. */
  #accepted = Buffer.alloc(0);

  constructor(options: GateOptions) {
    this.#hosts = new Set(options.hosts);
    this.#token = digest(options.token);
    this.#open = new Set(options.open);
    this.#anyContent = new Set(options.anyContent);
  }

  /** Returns the target of a request that may be served; throws Refusal for every other. */
  admit(request: IncomingMessage): Target {
    this.#checkHost(request);
    checkOrigin(request);
    const target = readTarget(request.url ?? '');
    this.#checkToken(request, target);
    checkMethod(request);
    checkContent(request, this.#anyContent.has(target.path));
    return target;
  }

  #checkHost(request: IncomingMessage): void {
    const { host } = request.headers;
    if (countOf('host', request.rawHeaders) > 1) throw new Refusal(400, 'BAD_REQUEST', 'More than one Host header');
    if (host === undefined && request.httpVersion !== '1.0') throw new Refusal(400, 'BAD_REQUEST', 'No Host header');
    if (host === undefined || !this.#hosts.has(host)) {
      throw new Refusal(403, 'PERMISSION_DENIED', 'Invalid Host header');
    }
  }

  #checkToken(request: IncomingMessage, target: Target): void {
    if (this.#open.has(target.path)) return;
    if (this.#holdsToken(request.headers.authorization ?? '')) return;
    const challenge = { 'WWW-Authenticate': 'Basic realm="Promptrail", charset="UTF-8"' };
    const hint = 'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD as Promptrail gives them.';
    throw new Refusal(401, 'UNAUTHENTICATED', `The tracking server needs its token. ${hint}`, challenge);
  }

  /** Takes the same time however much of the token is right. */
  #holdsToken(header: string): boolean {
    const bytes = Buffer.from(header, 'latin1');
    if (bytes.length === this.#accepted.length && timingSafeEqual(bytes, this.#accepted)) return bytes.length > 0;
    const given = credential(header);
    // Digests are of one length.
    if (given === undefined || !timingSafeEqual(digest(given), this.#token)) return false;
    this.#accepted = bytes;
    return true;
  }
}

/** How often a header stands among the names and values of a request. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index];
    if (header?.length === name.length && header.toLowerCase() === name) count++;
  }
  return count;
}

/** The token of `Bearer <token>` or of `Basic <anybody:token>`. */
function credential(header: string): string | undefined {
  const [, scheme = '', value = ''] = /^([a-z]+) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1);
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Browsers add these headers by themselves and pages cannot remove them; other clients send neither. */
function checkOrigin(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || request.headers.origin !== undefined) {
    throw new Refusal(403, 'PERMISSION_DENIED', 'Cross-origin request blocked');
  }
}

function checkMethod(request: IncomingMessage): void {
  if (METHODS.has(request.method ?? '') && request.headers.upgrade === undefined) return;
  throw new Refusal(405, 'BAD_REQUEST', 'Method not allowed', { Allow: [...METHODS].join(', ') });
}

/**
 * A page can send forms and plain text to any address, but JSON only after asking, which is never granted. Where files
 * are taken as they come, Origin and token are what keeps pages out.
 */
function checkContent(request: IncomingMessage, anyContent: boolean): void {
  const { headers, method } = request;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal(415, 'INVALID_PARAMETER_VALUE', 'Compressed request bodies are not accepted');
  }
  if (method === 'GET' || method === 'PUT') return;
  if (method === 'DELETE' && !hasBody(request)) return;
  if (!anyContent && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(400, 'INVALID_PARAMETER_VALUE', "Bad Request. Content-Type must be one of ['application/json'].");
  }
  if (Number(headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge();
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

export const tooLarge = (): Refusal =>
  new Refusal(413, 'INVALID_PARAMETER_VALUE', `The request body is larger than ${MAX_BODY} bytes.`);
