import { run } from '../test/harness/processes.ts';
import { python } from '../test/harness/parts.ts';

/** Runs a program with the newest MLflow client to its end and returns the JSON of its last line. */
export async function runPython<T>(program: string, environment: NodeJS.ProcessEnv, ...args: string[]): Promise<T> {
  const { code, output } = await run(await python('mlflow3'), [program, ...args], { env: environment });
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}
