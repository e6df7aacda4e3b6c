import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '../../language/language';
import { Dialog } from '../../look/Dialog';
import { LongText } from '../../look/LongText';

/** What a remark is written on. */
export interface RemarkPlace {
  readonly label: string;
  readonly text: string;
  readonly setText: (text: string) => void;
}

/** Where a remark is written. Every letter of it is held at once, so that a page that is left loses nothing; who cancels has what was there before, and who deletes it is done. */
export function RemarkDialog({
  place,
  onClose,
}: {
  readonly place: RemarkPlace;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const [before] = useState(place.text);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    onClose();
  };
  const cancel = () => {
    if (place.text !== before) place.setText(before);
    onClose();
  };
  const remove = () => {
    place.setText('');
    onClose();
  };
  return (
    <Dialog title={place.label} onClose={cancel}>
      <form className="remark-form" onSubmit={keep}>
        <LongText
          rows={4}
          longest={4000}
          aria-label={t('意见', 'Remark')}
          value={place.text}
          onChange={(event) => place.setText(event.target.value)}
        />
        <p className="filters">
          <Button type="primary" htmlType="submit">
            {t('好', 'Done')} <kbd>Ctrl+Enter</kbd>
          </Button>
          <Button onClick={cancel}>{t('取消', 'Cancel')}</Button>
          {place.text && <Button onClick={remove}>{t('删去', 'Delete')}</Button>}
          <small>{t('随退回或通过一并发给填报人。', 'It goes to the clerk with the step you make.')}</small>
        </p>
      </form>
    </Dialog>
  );
}
