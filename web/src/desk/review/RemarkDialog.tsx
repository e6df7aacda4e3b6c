import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useRef } from 'react';
import { useLanguage } from '../../language/language';

/** What a remark is written on. */
export interface RemarkPlace {
  readonly label: string;
  readonly text: string;
  readonly setText: (text: string) => void;
}

/** Where a remark is written. Every letter of it is held at once, so that closing loses nothing. */
export function RemarkDialog({
  place,
  onClose,
}: {
  readonly place: RemarkPlace;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (event: FormEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} className="search" aria-labelledby="remark-place" onClose={onClose}>
      <form className="remark-form" onSubmit={close}>
        <h2 id="remark-place">{place.label}</h2>
        <Input.TextArea
          rows={4}
          autoFocus
          maxLength={4000}
          aria-label={t('意见', 'Remark')}
          value={place.text}
          onChange={(event) => place.setText(event.target.value)}
        />
        <p className="filters">
          <Button type="primary" htmlType="submit">
            {t('好', 'Done')}
          </Button>
          {place.text && <Button onClick={() => place.setText('')}>{t('删去', 'Delete')}</Button>}
          <small>{t('随退回或通过一并发给填报人。', 'It goes to the clerk with the step you make.')}</small>
        </p>
      </form>
    </dialog>
  );
}
