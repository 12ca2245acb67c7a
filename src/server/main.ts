import { runChild } from './child.ts';
import { serve } from './serve.ts';

// The entry of the tracking server's process: `serve <folder> [--port N]` for the command line, `child` for the editor.
const [mode, ...rest] = process.argv.slice(2);
void (mode === 'child' ? runChild() : serve(mode === 'serve' ? rest : []));
