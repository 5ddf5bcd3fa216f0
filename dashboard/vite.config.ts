import react from '@vitejs/plugin-react';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const most = 250_000;

/** Fails a build whose first load has grown too large: all that is fetched before the page can be used, gzipped. */
function budget(): Plugin {
  return {
    name: 'budget',
    enforce: 'post',
    generateBundle(_, bundle) {
      const first = Object.values(bundle).filter((file) => file.type === 'asset' || file.isEntry || !file.isDynamicEntry);
      const size = first.reduce((sum, file) => sum + gzipSync(file.type === 'asset' ? file.source : file.code, { level: 9 }).length, 0);
      if (size > most) this.error(`The first load is ${size} bytes gzipped; at most ${most} are allowed.`);
      console.log(`Dashboard: the first load is ${Math.ceil(size / 1000)} kB gzipped, of ${most / 1000} kB allowed.`);
    },
  };
}

export default defineConfig({
  // Relative, so that the page can be put into any folder of any site.
  base: './',
  plugins: [react(), budget()],
  // For "npm run dev" beside a running ./run.
  server: { proxy: { '/api': 'http://127.0.0.1:7071' } },
  build: { target: 'es2022', chunkSizeWarningLimit: 1000 },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
