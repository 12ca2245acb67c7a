import { invalid } from './errors.ts';

const MAX_PATH = 1024;
const MAX_NAME_BYTES = 255;

/** Names that are devices on Windows, with any extension, also after spaces: `NUL .txt`. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?$/i;
/** 8.3 short names name another file on Windows: `PROGRA~1`. */
const SHORT_NAME = /^[^.~]{1,6}~\d{1,6}(?:\.[^.]{1,3})?$/;

/**
 * Checks an artifact path whose percent-encoding was already decoded once, and returns it normalised: relative,
 * segments joined by single slashes. The root itself (`''`, `.`) is returned as `''`, for the caller to allow or not.
 *
 * Throws INVALID_PARAMETER_VALUE "Invalid path" for whatever leaves the root or means something else on another
 * system: absolute paths, drives, URIs, `..`, back-slashes, control characters, lone surrogates, Windows' devices,
 * streams and short names, names that end in a dot or a space. Refused everywhere, so that a store moves between systems.
 */
export function checkArtifactPath(decoded: string): string {
  const path = normalArtifactPath(decoded);
  if (path === undefined) throw invalid('Invalid path');
  return path;
}

/** As `checkArtifactPath`, and undefined for a path that is not allowed. */
export function normalArtifactPath(decoded: string): string | undefined {
  if (decoded.length > MAX_PATH || !decoded.isWellFormed() || /[\p{Cc}\\:]/u.test(decoded)) return undefined;
  if (decoded.startsWith('/') || leavesRootWhenDecoded(decoded)) return undefined;
  const names = decoded.split('/').filter((name) => name !== '' && name !== '.');
  return names.every(isPortableName) ? names.join('/') : undefined;
}

/** The folder part of a normalised path, `''` at the top. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isPortableName(name: string): boolean {
  if (/[. ]$/.test(name) || DEVICE.test(name) || SHORT_NAME.test(name)) return false;
  return new TextEncoder().encode(name).length <= MAX_NAME_BYTES;
}

/**
 * Whether a reader that decodes once too often would climb out: `%2e%2e%2fx`, also encoded many times over. Other
 * percent signs are ordinary characters: MLflow names images `im%step%0%timestamp%...`.
 */
function leavesRootWhenDecoded(path: string): boolean {
  let decoded = path;
  for (let before = ''; before !== decoded;) {
    before = decoded;
    decoded = decoded.replace(/%(2e|2f|5c|25)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
  return /^[/\\]/.test(decoded) || decoded.split(/[/\\]/).includes('..');
}
