/** The worker's code comes only to a page that needs one. */
export async function startWorker(): Promise<Worker> {
  const { default: code } = await import('bundled:./worker.ts');
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}
