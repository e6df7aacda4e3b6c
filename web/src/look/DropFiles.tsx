import { Button } from 'antd';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';

/** A place to drop files on, with a button that does the same. */
export function DropFiles({
  testId,
  button,
  isBusy = false,
  takesMany = false,
  children,
  onFiles,
}: {
  readonly testId: string;
  /** What the button says. */
  readonly button: string;
  readonly isBusy?: boolean;
  readonly takesMany?: boolean;
  /** What may be dropped, in words. */
  readonly children: ReactNode;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same for who drops nothing.
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple={takesMany}
        hidden
        data-testid={testId}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button loading={isBusy} onClick={() => input.current?.click()}>
        {button}
      </Button>{' '}
      {children}
    </div>
  );
}
