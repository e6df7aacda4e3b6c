import { useEffect } from 'react';
import { useLanguage } from '../language/language';

/** Returns what a heading says, without its marks. */
const wordsOf = (heading: Element): string =>
  [...heading.childNodes]
    .filter((node) => !(node instanceof Element && node.matches('.mark')))
    .map(({ textContent }) => textContent)
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Gives the window the title of the page: its heading, what part of the hub it is in, and the hub. It follows the heading as long as the page is there. */
export function usePageTitle(part: string): void {
  const { t } = useLanguage();
  const hub = t('OGI Hub 政府信息公开年度报告', 'OGI Hub, open government information');
  useEffect(() => {
    const main = document.getElementById('main');
    const write = () => {
      const heading = main?.querySelector('h1');
      const words = heading ? wordsOf(heading) : '';
      document.title = [...new Set([words, part, hub])].filter((one) => one !== '').join(' – ');
    };
    write();
    const observer = new MutationObserver(write);
    if (main) observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [part, hub]);
}
