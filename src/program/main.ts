import { runProgram } from './program.ts';

// The entry of `dist/compare.cjs`: the comparison without an editor.
void runProgram(process.argv.slice(2), process);
