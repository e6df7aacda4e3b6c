import { Checkbox } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../language/language';
import { readStored, writeStored } from '../../look/stored';
import { useKeyDown } from '../../look/useKeyDown';
import { useModal } from '../../look/useModal';

/** A key that does something where nothing is typed. */
export interface Shortcut {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly run: () => void;
}

const STORED = 'shortcuts';
const isOff = () => readStored(STORED) === 'off';

/** Whether a key is meant for something that is typed into, or for a dialog. */
const isForField = ({ target }: KeyboardEvent): boolean =>
  (target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null) ||
  document.querySelector('dialog[open]') !== null;

/** Makes keys do what they say, and lists them: by a button, and by "?". They can be turned off. */
export function Shortcuts({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  useKeyDown((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isForField(event) || isOff()) return;
    const shortcut = shortcuts.find(({ key }) => key === event.key);
    if (event.key === '?') setOpen(true);
    else if (shortcut) shortcut.run();
    else return;
    event.preventDefault();
  });
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('快捷键', 'Keys')} <kbd>?</kbd>
      </button>
      {isOpen && <ShortcutList shortcuts={shortcuts} onClose={() => setOpen(false)} />}
    </>
  );
}

function ShortcutList({
  shortcuts,
  onClose,
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const dialog = useModal();
  const [isOn, setOn] = useState(() => !isOff());
  return (
    <dialog ref={dialog} className="search" aria-labelledby="shortcuts" onClose={onClose}>
      <h2 id="shortcuts">{t('快捷键', 'Keys')}</h2>
      <dl className="facts">
        {[...shortcuts, { key: '?', zh: '列出快捷键', en: 'List the keys' }].map(({ key, zh, en }) => (
          <div key={key} className="fact">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(zh, en)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Checkbox
          checked={isOn}
          onChange={({ target: { checked } }) => {
            writeStored(STORED, checked ? 'on' : 'off');
            setOn(checked);
          }}
        >
          {t('启用（在输入框中不起作用）', 'On (never while typing in a field)')}
        </Checkbox>
      </p>
      <button type="button" className="link" onClick={onClose}>
        {t('关闭', 'Close')}
      </button>
    </dialog>
  );
}
