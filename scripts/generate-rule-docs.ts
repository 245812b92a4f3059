import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ruleDocs } from './rule-docs';

/**
 * Writes `docs/rules.md` from the rules' own files. With `--check` it writes nothing and exits with 1 when the file
 * differs from what it would write.
 */
const file = path.resolve(__dirname, '../docs/rules.md');
const wanted = ruleDocs();

if (process.argv.includes('--check')) {
  if (readText(file) !== wanted) {
    console.error('docs/rules.md differs from the rules. Run `npm run docs` and commit what it writes.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, wanted);
}

function readText(name: string): string | null {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null;
  }
}
