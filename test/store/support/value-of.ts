import type { FakeForge } from '../../support/forge';

/** What a process answers; throws if it was killed. */
export async function valueOf<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('The process was killed');
  return outcome.value;
}
