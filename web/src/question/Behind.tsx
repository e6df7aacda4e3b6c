import { Button } from 'antd';
import { useState } from 'react';
import ROWS from '../../../schema/operations/web/webRows.graphql?raw';
import type { WebRowsVariables } from '../api/generated/documents';
import { useLanguage } from '../language/language';
import { Scroll } from '../look/Scroll';
import { explorerOf } from './question';

/** The GraphQL behind an answer, to copy or to open in the explorer: the document that the hub has registered, and its variables. */
export default function Behind({ variables }: { readonly variables: WebRowsVariables }) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState<string | null>(null);
  const shown = JSON.stringify(variables, null, 2);
  const copy = (text: string, label: string) => (
    <Button onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(text))}>
      {copied === text ? t('已复制', 'Copied') : label}
    </Button>
  );
  return (
    <>
      <p className="filters">
        {copy(ROWS, t('复制查询', 'Copy the query'))}
        {copy(shown, t('复制变量', 'Copy the variables'))}
        <a href={explorerOf(ROWS, variables)}>{t('在查询页打开', 'Open in the explorer')}</a>
      </p>
      <div className="beside">
        <Scroll label={t('查询', 'Query')}>
          <pre className="graphql" data-part="query">
            {ROWS}
          </pre>
        </Scroll>
        <Scroll label={t('变量', 'Variables')}>
          <pre className="graphql" data-part="variables">
            {shown}
          </pre>
        </Scroll>
      </div>
    </>
  );
}
