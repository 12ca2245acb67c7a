/**
 * JavaScript in place of two native modules of the VS Code server that npm ships as source only: without a compiler
 * they are missing, and with them every log and output channel ("Show Log" would show nothing).
 * Written from the modules' own type declarations.
 */
export const standIns: Readonly<Record<string, string>> = {
  'node_modules/@vscode/spdlog/index.js': `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #plain = false;
  constructor(type, name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
  }
  #write(level, message) {
    if (level < this.#level) return;
    const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString();
    const time = local.replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#plain ? message : time + ' [' + levels[level] + '] ' + message + '\\n');
  }
  trace(message) { this.#write(0, message); }
  debug(message) { this.#write(1, message); }
  info(message) { this.#write(2, message); }
  warn(message) { this.#write(3, message); }
  error(message) { this.#write(4, message); }
  critical(message) { this.#write(5, message); }
  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  setPattern() {}
  clearFormatters() { this.#plain = true; }
  flush() {}
  drop() {}
}

const create = async (name, file) => new Logger('rotating', name, file);
// One assignment each: that is how an ES module importing this one finds the names.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`,
  // Ends an extension host whose server died hard. The harness ends whole process trees itself.
  'node_modules/@vscode/native-watchdog/index.js': `'use strict';
exports.start = () => {};
exports.exit = (code) => process.exit(code);
`,
};
