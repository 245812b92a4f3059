import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Mutation, SimulatedJira } from './jira';

/**
 * Makes earlier edits of the site again and writes every further one to the file, one JSON object per line, before
 * the reply leaves: what the shell has shown as saved is there after a restart.
 */
export async function keepEdits(site: SimulatedJira, file: string): Promise<void> {
  await site.replay(await readEdits(file));
  site.onMutation((mutation) => appendFileSync(file, `${JSON.stringify(mutation)}\n`));
}

async function readEdits(file: string): Promise<Mutation[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const edit = parsed(line);
    return edit ? [edit] : [];
  });
}

/** A line that a crash cut off is not an edit that anybody was told of. */
function parsed(line: string): Mutation | null {
  try {
    return JSON.parse(line) as Mutation;
  } catch {
    return null;
  }
}
