import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { useKeyDown } from '../look/useKeyDown';

const SearchDialog = loadable(() => import('./SearchDialog'), null);
/** How long after the page the dialog is loaded, in milliseconds: the page itself comes first. */
const LOADS_AFTER = 1500;

/** The search over everything, which Ctrl-K opens on every page, at once: the next letter that is typed is the first of the name. */
export function Search() {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  useKeyDown((event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    flushSync(() => setOpen(true));
  });
  useEffect(() => {
    const timer = setTimeout(() => SearchDialog.preload().catch(() => {}), LOADS_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <button type="button" className="search-button" onClick={() => setOpen(true)}>
        {t('搜索机关、区划', 'Search agencies, places')} <kbd>Ctrl K</kbd>
      </button>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
