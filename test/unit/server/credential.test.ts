import { expect, test } from 'vitest';
import { serveNewStore, TOKEN } from './served.ts';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

test('a credential that was accepted is known again, and opens the door to no other', async () => {
  const served = await serveNewStore();
  const wrong = `${TOKEN.slice(0, -1)}${TOKEN.endsWith('f') ? 'e' : 'f'}`;
  const headers: readonly (readonly [header: string | undefined, status: number])[] = [
    [`Bearer ${TOKEN}`, 200],
    [`Bearer ${TOKEN}`, 200],
    [`Bearer ${wrong}`, 401],
    [`bearer ${TOKEN}`, 200],
    [basic(`anybody:${TOKEN}`), 200],
    [basic(`anybody:${wrong}`), 401],
    [`Bearer ${TOKEN}`, 200],
    [`Bearer ${TOKEN} `, 200],
    [`Bearer ${TOKEN}x`, 401],
    [`Bearer ${TOKEN.slice(1)}`, 401],
    ['', 401],
    [undefined, 401],
  ];
  const statuses: number[] = [];
  for (const [Authorization] of headers) {
    statuses.push((await served.send('GET', '/api/3.0/mlflow/server-info', undefined, { Authorization })).status);
  }
  expect(statuses).toEqual(headers.map(([, status]) => status));
});
