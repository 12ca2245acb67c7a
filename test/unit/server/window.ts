import { TrackingServer, type TrackingServerOptions } from '../../../src/server/launch.ts';
import { LineLog } from '../../../src/server/logs.ts';

// A window's extension host for the tests: starts the server its argument describes, says which, and stays.
const options = JSON.parse(process.argv[2] ?? '') as Omit<TrackingServerOptions, 'log'>;
const running = await new TrackingServer({ ...options, log: new LineLog(() => undefined) }).start();
process.stdout.write(`${JSON.stringify(running)}\n`);
setInterval(() => undefined, 60_000);
