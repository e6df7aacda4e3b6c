import { otherName } from '../../src/shared/otherName';

test('beside the name of a year is the present one of an agency or a place, where it is another', () => {
  const present = { name: '新局', nameEn: 'New Bureau' };
  const say = (validTo: string | null, name: string) =>
    otherName({ ...present, validTo }, { name }, '2026-01-01');
  expect(say(null, '旧局')).toEqual({ zh: '现名：新局', en: 'now New Bureau' });
  expect(say('2025-06-01', '旧局')).toEqual({ zh: '终止时名称：新局', en: 'when it ended: New Bureau' });
  expect(say(null, '新局')).toBeNull();
});
