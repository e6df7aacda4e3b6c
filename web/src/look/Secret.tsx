import { Alert, Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useLanguage } from '../language/language';

/** A secret that is shown this one time, with a button that copies it. */
export function Secret({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useLanguage();
  const input = useRef<InputRef>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    input.current?.select();
    // Without TLS there is no clipboard: then what is selected is copied by the keyboard.
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <Alert
      type="success"
      showIcon
      title={t(
        `${label}只显示这一次，请现在复制并妥善保管。`,
        `${label}: shown this one time. Copy it now and keep it safe.`,
      )}
      description={
        <div className="secret">
          <Input
            ref={input}
            readOnly
            aria-label={label}
            value={value}
            onFocus={() => input.current?.select()}
          />
          <Button onClick={copy}>{isCopied ? t('已复制', 'Copied') : t('复制', 'Copy')}</Button>
        </div>
      }
    />
  );
}
