import { join } from 'node:path';
import { openReaderPool, type ReaderPool } from '../../../src/document/reader/readerPool';
import { UnreadableDocument } from '../../../src/document/source/unreadableDocument';

describe('a document cannot take the hub down', () => {
  const logged: unknown[] = [];
  let pool: ReaderPool;
  beforeAll(() => {
    pool = openReaderPool({
      script: join(__dirname, '../../support/badReader.ts'),
      workers: 1,
      seconds: 3,
      heapMegabytes: 64,
      logError: (error) => logged.push(error),
    });
  });
  afterAll(() => pool.close());
  const read = (text: string) => pool.read(Buffer.from(text), 'sender');

  test.each([
    ['hang', 'document.timeout'],
    ['exit', 'document.crashed'],
    ['kill', 'document.crashed'],
    ['eat', 'document.crashed'],
    ['fail', 'document.crashed'],
  ])('one that makes the reader %s is refused with %s, and the next is read', async (order, code) => {
    const refused = await read(order).catch((error) => error);
    expect(refused).toBeInstanceOf(UnreadableDocument);
    expect(refused).toMatchObject({ code });
    expect(refused.messageZh).toMatch(/\p{Script=Han}/u);
    expect(refused.messageEn).toMatch(/[a-z]/);
    await expect(read('next')).resolves.toMatchObject({ agency: 'next\ufffd' });
  });

  test('a document that burns processor time is stopped early, and one that waits is not', async () => {
    const slow = openReaderPool({
      script: join(__dirname, '../../support/badReader.ts'),
      workers: 1,
      seconds: 50,
    });
    try {
      await expect(slow.read(Buffer.from('burn'), 'sender')).rejects.toMatchObject({
        code: 'document.timeout',
        messageEn: expect.stringContaining('within 6 seconds'),
      });
      await expect(slow.read(Buffer.from('wait'), 'sender')).resolves.toMatchObject({ agency: 'wait\ufffd' });
    } finally {
      await slow.close();
    }
  });

  test('documents queued behind a bad one are read', async () => {
    const all = await Promise.allSettled(['one', 'exit', 'two', 'hang', 'three', 'fail', 'four'].map(read));
    expect(all.map((item) => item.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  test('output of the reader is dropped and blocks nothing', async () => {
    await expect(read('chat')).resolves.toMatchObject({ agency: 'chat\ufffd' });
  });

  test('faults of the reader are logged', () => expect(logged.length).toBeGreaterThan(5));
});
