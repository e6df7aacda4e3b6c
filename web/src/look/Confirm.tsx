import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../language/language';
import { Dialog } from './Dialog';

/** A button for what cannot be undone: it asks first, and says the consequences. */
export function Confirm({
  id,
  label,
  title,
  isPending,
  isDisabled = false,
  isMain = false,
  onConfirm,
  children,
}: {
  readonly id?: string;
  readonly label: string;
  /** What is asked. */
  readonly title: string;
  readonly isPending: boolean;
  readonly isDisabled?: boolean;
  /** Whether it is what the page is for. */
  readonly isMain?: boolean;
  readonly onConfirm: () => void;
  /** The consequences. */
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        id={id}
        type={isMain ? 'primary' : 'default'}
        disabled={isDisabled}
        loading={isPending}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          {children}
          <p className="filters">
            <Button
              type="primary"
              onClick={() => {
                setOpen(false);
                onConfirm();
              }}
            >
              {label}
            </Button>
            <Button autoFocus onClick={() => setOpen(false)}>
              {t('取消', 'Cancel')}
            </Button>
          </p>
        </Dialog>
      )}
    </>
  );
}
