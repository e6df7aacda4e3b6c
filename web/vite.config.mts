import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

const { letterModule } = createRequire(import.meta.url)('./scripts/letterTable.js') as {
  letterModule: () => string;
};

const DICTIONARY = 'opencc-js/t2cn';
const TABLE = '\0letters';

/** Gives the pages a table of letters in place of the dictionary that the hub has. */
const letters: Plugin = {
  name: 'letters',
  enforce: 'pre',
  resolveId: (id) => (id === DICTIONARY ? TABLE : null),
  load: (id) => (id === TABLE ? letterModule() : null),
};

/** Builds the pages into dist/web; `npm run dev:web` serves them beside a hub on port 4000. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [letters],
  build: {
    outDir: '../dist/web',
    // A hub that is starting may be reading the files of the build before; the manifest says which are of this one.
    emptyOutDir: false,
    manifest: 'manifest.json',
    target: 'es2022',
    // The program that draws charts is one part, and loaded when the first is shown.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Of the forms of Ant Design the pages have nothing but a context, which every input reads.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/@rc-component\/form\//, sideEffects: false }] },
      // The components are marked for servers that render pages too; this one renders none.
      checks: { moduleLevelDirective: false },
    },
  },
  server: {
    proxy: {
      '^/graphql': { target: 'http://localhost:4000', ws: true },
      '^/(documents|reports|rollups|exports|health|auth|explorer)': 'http://localhost:4000',
    },
  },
});
