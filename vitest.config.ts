import { defineConfig } from 'vitest/config';

/** Tests that start, kill and wait for many processes: part of `npm test`, too slow for a check at every commit. */
const PROCESS_TESTS = 'test/unit/**/process*.test.ts';

/** Finds a hang; says nothing about speed: a machine may be busy with other things. */
const testTimeout = 120_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], exclude: [PROCESS_TESTS], testTimeout } },
      { test: { name: 'processes', include: [PROCESS_TESTS], testTimeout, hookTimeout: testTimeout } },
      {
        // Real MLflow clients: each test starts Python, which takes seconds to import mlflow.
        test: {
          name: 'client',
          include: ['test/client/**/*.test.ts'],
          globalSetup: 'test/harness/setup/client.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        // A real VS Code in a real browser: one window at a time.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/harness/setup/e2e.ts',
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
