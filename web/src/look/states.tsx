import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { type HubError, RequestFailed } from '../api/request';
import { useLanguage } from '../language/language';

const UNKNOWN: HubError = {
  zh: '页面出错，请刷新后重试。',
  en: 'The page has failed. Reload it and try again.',
  code: 'UNKNOWN',
};

/** What the hub refuses however often it is asked: what is asked for does not exist, or is not for who asks. */
const FINAL: readonly string[] = ['BAD_USER_INPUT', 'FORBIDDEN'];

/** Whether asking again cannot help. */
const isFinal = (error: Error): boolean =>
  error instanceof RequestFailed && error.errors.every(({ code }) => FINAL.includes(code));

/** What went wrong, in words, with the way out: asking again, where that can help. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const { t } = useLanguage();
  const errors = error instanceof RequestFailed ? error.errors : [UNKNOWN];
  return (
    <Alert
      type="warning"
      showIcon
      title={errors.map(({ zh, en }) => t(zh, en)).join(' ')}
      action={retry && !isFinal(error) && <Button onClick={retry}>{t('重试', 'Try again')}</Button>}
    />
  );
}

/** That there is nothing, and why. */
export const Nothing = ({ text }: { readonly text: string }) => <p className="nothing">{text}</p>;

/** Shows an answer once it is there: until then lines in its place. A failure has a button that asks again, or the ways out where that cannot help; what was read before stays below it. */
export function Answered<Answer>({
  result,
  rows = 4,
  waysOut,
  children,
}: {
  readonly result: UseQueryResult<Answer>;
  readonly rows?: number;
  /** Where to go from an address of which the hub has nothing. */
  readonly waysOut?: ReactNode;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const failed = result.error && (
    <>
      <Failed error={result.error} retry={() => result.refetch()} />
      {isFinal(result.error) && waysOut}
    </>
  );
  if (result.data === undefined) return failed ?? <Skeleton active title={false} paragraph={{ rows }} />;
  return (
    <div className={result.isPlaceholderData ? 'stale' : undefined} aria-busy={result.isPlaceholderData}>
      {failed}
      {children(result.data)}
    </div>
  );
}

/** A part of a page with its heading. */
export function Part({
  title,
  extra,
  id,
  children,
}: {
  readonly title: string;
  /** The name by which a link goes there. */
  readonly id?: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="part" id={id}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}
