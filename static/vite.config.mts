import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { getThemeStyles } from '@atlaskit/tokens/get-theme-styles';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Every folder with an index.html is a page: a resource of the manifest, served from a folder of its own. */
const pages = readdirSync(here).filter((name) => name !== 'dist' && existsSync(path.join(here, name, 'index.html')));

/** Each page keeps its assets below its own folder, as Forge uploads and serves every resource by itself. */
function pageEnvironment(page: string): EnvironmentOptions {
  return {
    consumer: 'client',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '({})' },
    build: {
      outDir: path.join(here, 'dist'),
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
      rollupOptions: {
        input: path.join(here, page, 'index.html'),
        output: {
          entryFileNames: `${page}/assets/[name]-[hash].js`,
          chunkFileNames: `${page}/assets/[name]-[hash].js`,
          assetFileNames: `${page}/assets/[name]-[hash][extname]`,
        },
      },
    },
  };
}

/**
 * The values of Atlassian's design tokens, light and dark, as a stylesheet of the page. The tokens package would
 * inject them as style elements in the browser, which the page's Content Security Policy forbids.
 */
export function atlassianTheme(): Plugin {
  const request = 'virtual:atlassian-theme.css';
  const id = path.join(here, 'shared', 'atlassian-theme.css');
  return {
    name: 'atlassian-theme',
    enforce: 'pre',
    resolveId: (source) => (source === request ? id : undefined),
    async load(loaded) {
      if (loaded !== id) return undefined;
      // Where Atlassian's components look for the answers of feature flags; without it they log that none came.
      Object.assign(globalThis, { __PLATFORM_FEATURE_FLAGS__: { booleanResolver: () => false } });
      const load = createRequire(import.meta.url);
      const tokens = load('@atlaskit/tokens/get-theme-styles') as { getThemeStyles: typeof getThemeStyles };
      const themes = await tokens.getThemeStyles({ colorMode: 'auto', contrastMode: 'no-preference' });
      return themes.map((theme) => theme.css).join('\n');
    },
  };
}

/** What Atlaskit imports but a page outside Atlassian's own must not carry, by what stands for it. */
export const atlaskitAliases = [
  {
    find: /^@atlaskit\/platform-feature-flags(\/.*)?$/,
    replacement: path.join(here, 'shared', 'feature-flags.ts'),
  },
  {
    find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
    replacement: path.join(here, 'shared', 'feature-gates.ts'),
  },
  { find: '@atlaskit/app-provider/theme-provider', replacement: path.join(here, 'shared', 'theme-provider.ts') },
];

export default defineConfig({
  root: here,
  base: './',
  appType: 'mpa',
  plugins: [react(), atlassianTheme()],
  experimental: {
    // An address from the HTML into its own folder: `project/assets/a.js` is `./assets/a.js` for project/index.html.
    renderBuiltUrl: (file, { hostType }) =>
      hostType === 'html' ? `./${file.slice(file.indexOf('/') + 1)}` : { relative: true },
  },
  resolve: {
    alias: atlaskitAliases,
  },
  environments: Object.fromEntries(pages.map((page) => [page, pageEnvironment(page)])),
  builder: {
    async buildApp(builder) {
      const { rm } = await import('node:fs/promises');
      await rm(path.join(here, 'dist'), { recursive: true, force: true });
      for (const page of pages) await builder.build(builder.environments[page]);
    },
  },
});
