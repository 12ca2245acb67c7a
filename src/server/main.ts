import { runChild } from './child.ts';
import { serve } from './serve.ts';
import { runUpdate } from './update.ts';

// The entry of the processes beside the editor: `serve <folder> [--port N]` for the command line, `child` for the
// tracking server of a window, `update <store>` for a store of an older version.
const [mode, ...rest] = process.argv.slice(2);
if (mode === 'child') void runChild();
else if (mode === 'update') runUpdate(rest[0] ?? '');
else void serve(mode === 'serve' ? rest : []);
