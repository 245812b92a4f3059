import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleIndex, ruleIndexFile } from './rule-index';

/**
 * Writes the list of the rules' files, and `docs/rules.md` from what they say. With `--check` it writes nothing and
 * exits with 1 when a file differs from what it would write.
 */
const isCheck = process.argv.includes('--check');

async function main(): Promise<void> {
  settle(ruleIndexFile, ruleIndex());
  // Not before the list is there that it is made from.
  const { ruleDocs } = await import('./rule-docs');
  settle(path.resolve(__dirname, '../docs/rules.md'), ruleDocs());
}

function settle(file: string, wanted: string): void {
  if (!isCheck) return writeFileSync(file, wanted);
  if (readText(file) === wanted) return;
  console.error(`${path.basename(file)} differs from the rules. Run \`npm run docs\` and commit what it writes.`);
  process.exitCode = 1;
}

function readText(name: string): string | null {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null;
  }
}

void main();
