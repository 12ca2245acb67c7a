import { createHash } from 'node:crypto';
import { invalid } from '../model/errors.ts';

/** A point's place in its history: the columns a history is sorted by. */
export type HistoryPlace = readonly [timestamp: number | bigint, step: number | bigint, value: number, isNan: number];

const PLACE_BYTES = 25;
const SEAL_BYTES = 8;

/** The token of the page after a point, bound to the metric whose history it is. */
export function historyToken(runId: string, key: string, [timestamp, step, value, isNan]: HistoryPlace): string {
  const place = Buffer.alloc(PLACE_BYTES);
  place.writeBigInt64LE(BigInt(timestamp), 0);
  place.writeBigInt64LE(BigInt(step), 8);
  place.writeDoubleLE(value, 16);
  place.writeUInt8(isNan, 24);
  return Buffer.concat([place, seal(runId, key, place)]).toString('base64url');
}

/** Throws INVALID_PARAMETER_VALUE for a text that is no token of this history. */
export function readHistoryToken(runId: string, key: string, token: string): HistoryPlace {
  const bytes = Buffer.from(token, 'base64url');
  const place = bytes.subarray(0, PLACE_BYTES);
  if (bytes.length !== PLACE_BYTES + SEAL_BYTES || !seal(runId, key, place).equals(bytes.subarray(PLACE_BYTES))) {
    throw invalid('Invalid page token, could not base64-decode');
  }
  return [place.readBigInt64LE(0), place.readBigInt64LE(8), place.readDoubleLE(16), place.readUInt8(24)];
}

const seal = (runId: string, key: string, place: Buffer): Buffer =>
  createHash('sha256').update(`${runId}\n${key}\n`).update(place).digest().subarray(0, SEAL_BYTES);
