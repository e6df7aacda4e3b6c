import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(__dirname, '../../../clients/typescript');

test('the generated files of the client package are those of the schema and the documents (npm run schema writes them)', () => {
  const { FOLDER, generate } = require(join(PACKAGE, 'scripts/generate.js')) as {
    FOLDER: string;
    generate(): Record<string, string>;
  };
  const files = generate();
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(files).sort());
  for (const [name, text] of Object.entries(files))
    expect([name, readFileSync(join(FOLDER, name), 'utf8')]).toEqual([name, text]);
});
