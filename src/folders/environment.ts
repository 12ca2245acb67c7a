import type { TrackingServer } from '../server/launch.ts';
import { userName } from './userName.ts';

/** The variables that make a stock MLflow client log into a folder's store. */
export interface TrackingEnvironment {
  readonly MLFLOW_TRACKING_URI: string;
  readonly MLFLOW_TRACKING_USERNAME: string;
  readonly MLFLOW_TRACKING_PASSWORD: string;
  readonly MLFLOW_TRACKING_TOKEN: string;
}

/** Marks an address as ours, so that a VS Code started from such a terminal does not take it for the user's own. */
export const MARKER = 'PROMPTRAIL_TRACKING_URI';

/** Undefined while the folder's server does not run. */
export function trackingEnvironment(folder: {
  readonly server: Pick<TrackingServer, 'state'> | undefined;
}): TrackingEnvironment | undefined {
  const server = folder.server;
  if (server?.state.kind !== 'running') return undefined;
  const { uri, token } = server.state;
  return {
    MLFLOW_TRACKING_URI: uri,
    MLFLOW_TRACKING_USERNAME: userName(),
    MLFLOW_TRACKING_PASSWORD: token,
    MLFLOW_TRACKING_TOKEN: token,
  };
}

export type ShellFormat = 'bash' | 'powershell' | 'dotenv' | 'python';

/** The variables as text to paste. Values hold no quotes: an address on loopback, a name and a token of hex digits. */
export function formatEnvironment(environment: TrackingEnvironment, format: ShellFormat): string {
  const lines = Object.entries(environment).map(([name, value]) => {
    if (format === 'bash') return `export ${name}='${value}'`;
    if (format === 'powershell') return `$env:${name} = '${value}'`;
    if (format === 'dotenv') return `${name}=${value}`;
    return `os.environ["${name}"] = "${value}"`;
  });
  return [...(format === 'python' ? ['import os', ''] : []), ...lines, ''].join('\n');
}
