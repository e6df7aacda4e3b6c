import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSIONS } from '../../../src/shared/request/permissions';

test('docs/review.md says of every operation which roles it takes, as the table of the code does', () => {
  const page = readFileSync(join(__dirname, '../../../docs/review.md'), 'utf8');
  const documented = [
    ...page.matchAll(/^\| `([A-Z_]+)` +\| ((?:`[A-Z_]+`(?:, )?)+)(; over the entire hub)? *\|/gm),
  ].map(([, operation, roles, hub]) => [operation, roles.replaceAll('`', '').split(', '), hub !== undefined]);
  const held = Object.entries(PERMISSIONS).map(([operation, { roles, scope }]) => [
    operation,
    roles,
    scope === 'HUB',
  ]);
  expect(documented).toEqual(held);
});
