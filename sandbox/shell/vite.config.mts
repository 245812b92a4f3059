import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';
import { atlaskitAliases, atlassianTheme } from '../../static/vite.config.mts';

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(here, '../../.cache/shell');

/** The bridge runs before the app's own scripts, so it is one plain script without imports, built beside the shell. */
function frameBridge(): Plugin {
  return {
    name: 'frame-bridge',
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          outDir: output,
          emptyOutDir: false,
          lib: {
            entry: path.resolve(here, '../host/bridge/frame.ts'),
            formats: ['iife'],
            name: 'forgeSandboxBridge',
            fileName: () => 'bridge.js',
          },
        },
      });
    },
  };
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), atlassianTheme(), frameBridge()],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '({})' },
  resolve: { alias: atlaskitAliases },
  build: {
    outDir: output,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
