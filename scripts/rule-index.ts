import { readdirSync } from 'node:fs';
import path from 'node:path';

const INDEX = 'index.ts';

/** The file that makes one list of the rules' files, each named by its rule; the catalogue takes it from there. */
export const ruleIndexFile = path.resolve(__dirname, '../src/compliance/rules', INDEX);

/** The whole of that file, from the files that stand beside it. */
export function ruleIndex(): string {
  const ids = readdirSync(path.dirname(ruleIndexFile))
    .filter((file) => file !== INDEX)
    .map((file) => path.basename(file, '.ts'))
    .sort();
  return ['// Written by `npm run docs` from the files beside it.', ...ids.map(exported)].join('\n') + '\n';
}

function exported(id: string): string {
  const name = id.replace(/-([a-z0-9])/g, (_, first: string) => first.toUpperCase());
  return `export { ${name} } from './${id}';`;
}
