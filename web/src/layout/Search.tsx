import { useState } from 'react';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { useKeyDown } from '../look/useKeyDown';

const SearchDialog = loadable(() => import('./SearchDialog'), null);

/** The search over everything, which Ctrl-K opens on every page. Its dialog is loaded when it is opened first. */
export function Search() {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  useKeyDown((event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setOpen(true);
  });
  return (
    <>
      <button type="button" className="search-button" onClick={() => setOpen(true)}>
        {t('搜索机关、区划', 'Search agencies, places')} <kbd>Ctrl K</kbd>
      </button>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
