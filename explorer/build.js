const { join } = require('node:path');
const { build } = require('esbuild');

// Writes the explorer to dist/explorer: its script and style, and the script that loads Apollo Sandbox.
build({
  absWorkingDir: __dirname,
  entryPoints: ['explorer.ts', 'explorer.css', 'sandbox.ts'],
  outdir: join(__dirname, '../dist/explorer'),
  bundle: true,
  minify: true,
  // cm6-graphql reads it.
  define: { 'process.env.NODE_ENV': '"production"' },
  target: 'es2022',
  logLevel: 'warning',
});
