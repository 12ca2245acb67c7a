import { format } from 'node:util';
import type { Log } from '../model/log.ts';

export type LogLevel = keyof Log;
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
}

/** A log that hands every line to one receiver. */
export class LineLog implements Log {
  readonly #receive: (line: LogLine) => void;

  constructor(receive: (line: LogLine) => void) {
    this.#receive = receive;
  }

  trace(message: string, ...args: unknown[]): void {
    this.#receive({ level: 'trace', message: format(message, ...args) });
  }

  debug(message: string, ...args: unknown[]): void {
    this.#receive({ level: 'debug', message: format(message, ...args) });
  }

  info(message: string, ...args: unknown[]): void {
    this.#receive({ level: 'info', message: format(message, ...args) });
  }

  warn(message: string, ...args: unknown[]): void {
    this.#receive({ level: 'warn', message: format(message, ...args) });
  }

  error(message: string | Error, ...args: unknown[]): void {
    this.#receive({ level: 'error', message: format(message instanceof Error ? message.message : message, ...args) });
  }
}

/** Lines for people at a terminal. */
export function terminalLog(stream: NodeJS.WritableStream): Log {
  return new LineLog(({ level, message }) => {
    if (level !== 'trace' && level !== 'debug') stream.write(`${new Date().toISOString()} [${level}] ${message}\n`);
  });
}
