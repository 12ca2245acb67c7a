import { userInfo } from 'node:os';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { formatEnvironment, trackingEnvironment, type TrackingEnvironment } from '../../../src/folders/environment.ts';
import type { ServerState } from '../../../src/server/launch.ts';
import { userName } from '../../../src/folders/userName.ts';

const TOKEN = '0f'.repeat(32);
const ENVIRONMENT: TrackingEnvironment = {
  MLFLOW_TRACKING_URI: 'http://127.0.0.1:40123',
  MLFLOW_TRACKING_USERNAME: 'promptrail',
  MLFLOW_TRACKING_PASSWORD: TOKEN,
  MLFLOW_TRACKING_TOKEN: TOKEN,
};

const folderWith = (state: ServerState | undefined) => ({ server: state && { state } });

test('a shell of the Bourne family gets quoted exports', () => {
  expect(formatEnvironment(ENVIRONMENT, 'bash')).toBe(`export MLFLOW_TRACKING_URI='http://127.0.0.1:40123'
export MLFLOW_TRACKING_USERNAME='promptrail'
export MLFLOW_TRACKING_PASSWORD='${TOKEN}'
export MLFLOW_TRACKING_TOKEN='${TOKEN}'
`);
});

test('PowerShell gets assignments to its environment drive', () => {
  expect(formatEnvironment(ENVIRONMENT, 'powershell')).toBe(`$env:MLFLOW_TRACKING_URI = 'http://127.0.0.1:40123'
$env:MLFLOW_TRACKING_USERNAME = 'promptrail'
$env:MLFLOW_TRACKING_PASSWORD = '${TOKEN}'
$env:MLFLOW_TRACKING_TOKEN = '${TOKEN}'
`);
});

test('a .env file reads back as what was written', () => {
  expect({ ...parseEnv(formatEnvironment(ENVIRONMENT, 'dotenv')) }).toEqual(ENVIRONMENT);
});

test('Python gets statements that stand alone in a cell', () => {
  expect(formatEnvironment(ENVIRONMENT, 'python')).toBe(`import os

os.environ["MLFLOW_TRACKING_URI"] = "http://127.0.0.1:40123"
os.environ["MLFLOW_TRACKING_USERNAME"] = "promptrail"
os.environ["MLFLOW_TRACKING_PASSWORD"] = "${TOKEN}"
os.environ["MLFLOW_TRACKING_TOKEN"] = "${TOKEN}"
`);
});

test('a folder has an environment while its server runs, and only then', () => {
  const running: ServerState = {
    kind: 'running',
    uri: 'http://127.0.0.1:40123',
    port: 40123,
    token: TOKEN,
    pid: 4711,
  };
  const own = { ...ENVIRONMENT, MLFLOW_TRACKING_USERNAME: userInfo().username };
  expect(trackingEnvironment(folderWith(running))).toEqual(own);
  const without: readonly (ServerState | undefined)[] = [
    undefined,
    { kind: 'stopped' },
    { kind: 'starting' },
    { kind: 'failed', message: 'The port is taken.' },
  ];
  expect(without.map((state) => trackingEnvironment(folderWith(state)))).toEqual(without.map(() => undefined));
});

test('a user name that would need quoting gives a plain one', () => {
  expect(['ada.l@home-1', "o'hara", 'a b', 'a:b', '漢', ''].map((name) => userName(name))).toEqual([
    'ada.l@home-1',
    ...Array.from({ length: 5 }, () => 'promptrail'),
  ]);
});
