import { hanOnly, normalize } from '../../src/form/labels';
import { toSimplified } from '../../src/form/script';

test.each([
  ['行政機關主動公開政府信息情況', '行政机关主动公开政府信息情况'],
  ['屬於國家秘密', '属于国家秘密'],
  ['複議後起訴', '复议后起诉'],
  ['行政強制', '行政强制'],
  ['無正當理由大量反覆申請', '无正当理由大量反复申请'],
  ['結轉下年度繼續辦理', '结转下年度继续办理'],
])('%s is compared as %s', (traditional, simplified) => {
  expect(normalize(traditional)).toBe(simplified);
  expect(toSimplified(traditional)).toHaveLength(traditional.length);
});

test('pronunciations that converters leave behind letters are dropped, other brackets are not', () => {
  expect(normalize('本年處理決定數(shù)量')).toBe('本年处理决定数量');
  expect(normalize('現（xiàn）行有效件數(shù)')).toBe('现行有效件数');
  expect(normalize('乡镇(街道)公开(a)办法（ABC）')).toBe('乡镇(街道)公开(a)办法(ABC)');
});

test('simplified text stays as it is, names of places too', () => {
  for (const text of ['乾县人民政府', '著作权', '瞭望']) expect(toSimplified(text)).toBe(text);
});

test('circled and raised numbers are no letters and no digits of what is compared', () => {
  expect(normalize('总计①')).toBe('总计');
  expect(normalize('2025¹年')).toBe('2025年');
  expect(hanOnly('⒈属于国家秘密')).toBe('属于国家秘密');
});
