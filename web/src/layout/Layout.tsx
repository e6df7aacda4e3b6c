import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { useBrightness } from '../look/theme';
import { usePrinting } from '../look/usePrinting';
import { readableAddress } from '../place/decodeAddress';
import { BusyBar } from './BusyBar';
import { RoomLinks } from './RoomLinks';
import { isInRooms } from './rooms';
import { Search } from './Search';
import { sharedSearch } from './sharedSearch';
import { usePageTitle } from './usePageTitle';

/** The pages that the head links to, with the parts of the address that stay when one goes from one to another. */
const PAGES = [
  { path: '/', zh: '概览', en: 'Overview' },
  { path: '/ask', zh: '提问', en: 'Ask' },
  { path: '/compare', zh: '比较', en: 'Compare' },
  { path: '/agencies', zh: '机关', en: 'Agencies' },
  { path: '/desk', zh: '办理', en: 'Desk' },
] as const;

/** Whether an address is that of a page of the head, or below it. */
function isWithin(location: string, path: string): boolean {
  if (path === '/desk') return isInRooms(location);
  return path === '/' ? /^\/(?:coverage|measures\/.*)?$/.test(location) : location.startsWith(path);
}

/** The head and foot of every page. */
export function Layout({
  children,
  onApproach,
}: {
  readonly children: ReactNode;
  /** Called when the mouse or the keyboard comes to the link of a page, which is opened soon. */
  readonly onApproach: (path: (typeof PAGES)[number]['path']) => void;
}) {
  const { t, language, setLanguage } = useLanguage();
  const { brightness, setBrightness } = useBrightness();
  const [location] = useLocation();
  const search = useSearch();
  const isPrinting = usePrinting();
  const part = PAGES.find(({ path }) => isWithin(location, path));
  usePageTitle(part ? t(part.zh, part.en) : '');
  return (
    <>
      <a className="skip" href="#main">
        {t('跳到正文', 'Skip to the content')}
      </a>
      <header className="head">
        <Link href="/" className="brand">
          <b>OGI Hub</b> {t('政府信息公开年度报告', 'Open government information')}
        </Link>
        <nav aria-label={t('页面', 'Pages')}>
          {PAGES.map(({ path, zh, en }) => (
            <Link
              key={path}
              href={`${path}${sharedSearch(search)}`}
              onMouseEnter={() => onApproach(path)}
              onFocus={() => onApproach(path)}
              aria-current={isWithin(location, path) ? 'page' : undefined}
            >
              {t(zh, en)}
            </Link>
          ))}
        </nav>
        <Search />
        <div className="switches">
          <button
            type="button"
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
          >
            {language === 'zh' ? 'English' : '中文'}
          </button>
          <button type="button" onClick={() => setBrightness(brightness === 'dark' ? 'light' : 'dark')}>
            {brightness === 'dark' ? t('浅色', 'Light') : t('深色', 'Dark')}
          </button>
        </div>
      </header>
      <BusyBar />
      {isInRooms(location) && <RoomLinks />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        {t(
          '数据来自各行政机关公布的年度报告。',
          'The figures are those of the annual reports that agencies have published.',
        )}{' '}
        <a href="/explorer">GraphQL</a>
      </footer>
      {isPrinting && (
        <p className="print-foot">
          {t('来源：', 'Source: ')}
          {readableAddress(window.location.href)} {t('，打印于 ', ', printed ')}
          {formatInstant(new Date().toISOString(), language)}
        </p>
      )}
    </>
  );
}
