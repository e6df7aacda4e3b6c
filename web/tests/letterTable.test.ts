import { Converter } from 'opencc-js/t2cn';

const { letterTable, letterModule } = require('../scripts/letterTable') as {
  letterTable: () => { from: string; to: string };
  letterModule: () => string;
};

test('the pages write every ideograph in simplified script as the dictionary does', () => {
  const { from, to } = letterTable();
  expect(to).toHaveLength(from.length);
  expect(from.length).toBeGreaterThan(2000);
  const convert = Converter({ from: 't', to: 'cn' });
  const source = letterModule().replace('export const Converter', 'const Converter');
  const simplify = new Function(`${source}\nreturn Converter();`)() as (letter: string) => string;
  const others = Array.from({ length: 0x1_0000 - 0x3400 }, (_, at) =>
    String.fromCharCode(0x3400 + at),
  ).filter(
    (letter) =>
      /\p{Script=Han}/u.test(letter) && convert(letter).length === 1 && convert(letter) !== simplify(letter),
  );
  expect(others).toEqual([]);
});
