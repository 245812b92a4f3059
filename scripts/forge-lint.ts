/**
 * Holds the manifest to Atlassian's own tools, offline: the validator of `@forge/manifest`, and the linter of `@forge/lint`, whose
 * permission check maps every `requestJira` call to the scopes that Atlassian's OpenAPI documents ask for.
 * Exit code 1 on any error and on any warning. Where the OpenAPI documents are absent, the scope check says that it is skipped.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { lint } from '@forge/lint';
import { validate } from '@forge/manifest';

const root = path.resolve(__dirname, '..');
const documents = path.join(process.env.PLUMBLINE_DATA ?? path.resolve(root, '../shared/data'), 'openapi');

/** The linter insists on a document for each product; of those that Plumbline never calls, an empty one does. */
function prepareOpenApi(folder: string): boolean {
  const platform = path.join(documents, 'jira-platform-v3.2026-07.json.gz');
  const software = path.join(documents, 'jira-software-1.0.2026-07.json.gz');
  if (!existsSync(platform) || !existsSync(software)) return false;
  const put = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const none = put('none.json', JSON.stringify({ paths: {} }));
  process.env.USE_LOCAL_SWAGGER = '1';
  process.env.LOCAL_JIRA_SWAGGER = put('jira.json', gunzipSync(readFileSync(platform)));
  process.env.LOCAL_JSW_SWAGGER = put('software.json', gunzipSync(readFileSync(software)));
  for (const product of ['JSM', 'CONF', 'CONF_V2', 'BB']) process.env[`LOCAL_${product}_SWAGGER`] = none;
  return true;
}

/** Paths as the linter wants them: relative, without a leading `./`. */
function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function main(): Promise<number> {
  process.chdir(root);
  const manifest = await validate(false);
  const problems = (manifest.errors ?? []).map(
    (each) => `manifest.yml:${each.line}:${each.column} ${each.level}: ${each.message}`,
  );
  if (!manifest.success || problems.length > 0 || !manifest.manifestObject) {
    console.error(problems.join('\n') || 'manifest.yml is invalid');
    return 1;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-openapi-'));
  try {
    if (!prepareOpenApi(folder)) {
      console.log(
        `manifest valid; scope check SKIPPED: no OpenAPI documents (set PLUMBLINE_DATA to a folder that has openapi/)`,
      );
      return 0;
    }
    const files = sourceFiles('src');
    const quiet = { info: ignore, warn: ignore, debug: ignore, error: ignore, trace: ignore };
    const features = {
      getDeprecatedRuntimes: async (): Promise<string[]> => [],
      isTeamworkGraphProductSupported: async (): Promise<boolean> => false,
    };
    const results = await lint(
      files,
      manifest.manifestObject as never,
      'development',
      quiet,
      features as never,
      {
        linter: { mode: 'client-side' },
      } as never,
    );
    const found = results.flatMap((result) =>
      [...result.errors, ...result.warnings].map(
        (each) => `${result.file}:${each.line}:${each.column} ${each.message}`,
      ),
    );
    if (found.length > 0) {
      console.error(found.join('\n'));
      return 1;
    }
    console.log(`manifest valid; ${files.length} source files linted, scopes match their calls`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ignore(): void {}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
