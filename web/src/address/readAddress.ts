import { ADDRESS_PAGES } from './addressPages';
import { type AddressContext, type AddressPart, notUnderstood } from './addressParts';
import { ROOM_PAGES } from './roomPages';

/** Returns what the address of a page may hold; null where there is no such page. */
export const partsOfPage = (path: string): Readonly<Record<string, AddressPart>> | null =>
  [...ADDRESS_PAGES, ...ROOM_PAGES].find((page) => page.path.test(path))?.parts ?? null;

/** Returns in words what of an address is not understood, and what is shown instead; nothing where all of it is. */
export function misreadIn(path: string, context: AddressContext): string[] {
  const parts = partsOfPage(path);
  if (parts === null) return [];
  const { state, t } = context;
  return [...new Set(state.keys())].flatMap((name) => {
    const [text, ...others] = state.getAll(name);
    if (!(name in parts))
      return [
        notUnderstood(
          name,
          text,
          { zh: '不是本页的参数', en: 'is no parameter of this page' },
          { zh: '没有使用', en: 'it is not used' },
          t,
        ),
      ];
    return [
      ...(text === '' ? [] : parts[name](name, text, context)),
      ...(others.length > 0
        ? [t(`“${name}”出现了多次，用的是第一个。`, `"${name}" is there more than once: the first is used.`)]
        : []),
    ];
  });
}
