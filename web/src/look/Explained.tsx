import { Tooltip } from 'antd';
import type { ReactNode } from 'react';

/** Something with an explanation that the mouse and the keyboard open. */
export const Explained = ({
  text,
  className,
  children,
}: {
  readonly text: string;
  readonly className: string;
  readonly children: ReactNode;
}) => (
  <Tooltip title={text}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse opens the explanation by going there. */}
    <span className={className} tabIndex={0}>
      {children}
    </span>
  </Tooltip>
);
