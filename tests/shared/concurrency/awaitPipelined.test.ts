import type { DataSource } from 'typeorm';
import { awaitPipelined } from '../../../src/shared/concurrency/awaitPipelined';
import { createTestDatabase } from '../../support/testDatabase';

let database: DataSource;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ owner: database, drop } = await createTestDatabase());
});
afterAll(() => drop());

test('pipelined statements of a transaction return their results in order', async () => {
  const [[one], number, [two]] = await database.transaction((manager) =>
    awaitPipelined([manager.query('select 1 as value'), 7, manager.query('select 2 as value')]),
  );
  expect([one, number, two]).toEqual([{ value: 1 }, 7, { value: 2 }]);
});

test('when several pipelined statements fail, the first error is thrown and the transaction rolled back', async () => {
  await database.query('create table failing (value integer)');
  const attempt = database.transaction((manager) => {
    const twice = async () => {
      await manager.query('insert into failing values (1)');
      await manager.query('insert into failing values (2)');
    };
    return awaitPipelined([
      twice(),
      awaitPipelined([manager.query('select 1'), manager.query('select 1 / 0')]),
    ]);
  });
  await expect(attempt).rejects.toMatchObject({ code: '22012' });
  expect(await database.query('select * from failing')).toEqual([]);
});
