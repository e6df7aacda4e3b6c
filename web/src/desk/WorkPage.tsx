import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { WebWorkQuery } from '../api/generated/documents';
import { formatInstant } from '../figures/formatFigure';
import { useLabels, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import ReportPage from '../report/ReportPage';
import { REPORT_STATES } from '../report/reportStates';
import { STEP_NAMES } from './actions';
import { FormEntry } from './entry/FormEntry';
import type { DraftKey } from './entry/useDraft';
import { Filing } from './Filing';
import { ReviewActions } from './ReviewActions';
import { FileDocument } from './reading/FileDocument';
import { SignedIn } from './SignedIn';
import { useWork, type Work, type WorkKey } from './useWork';

/** Where a report is worked on: the clerk's document, draft and filing, or the step of a reviewer. */
export default function WorkPage(key: WorkKey) {
  return (
    <SignedIn>
      <WorkOf {...key} />
    </SignedIn>
  );
}

/** Whether the viewer may put something into the report now: by what the hub says of it, and before there is one, as a clerk of the agency. */
const maySave = ({ viewer, report }: WebWorkQuery, agency: string) =>
  report
    ? report.viewerActions.some(({ action, allowed }) => action === 'SAVE' && allowed)
    : (viewer?.grants ?? []).some(({ role, agencyCode }) => role === 'CLERK' && agencyCode === agency);

function WorkOf({ agency, year }: WorkKey) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const result = useWork({ agency, year });
  return (
    <Answered result={result} rows={10}>
      {(answer) => {
        const { viewer, agency: own, report } = answer;
        const isOpen = maySave(answer, agency);
        if (!own)
          return <Nothing text={t(`没有代码为 ${agency} 的机关。`, `No agency has the code ${agency}.`)} />;
        return (
          <>
            <p className="way">
              <Link href="/desk">{t('待办', 'Inbox')}</Link>
            </p>
            <h1>
              {nameOf(own)} {year}{' '}
              <small className="mark">
                {report ? t(...REPORT_STATES[report.state]) : t('尚未开始', 'Not begun')}
              </small>
            </h1>
            {isOpen && viewer && (
              <Fill
                agency={agency}
                year={year}
                username={viewer.username}
                revision={report?.latestRevision ?? 0}
              />
            )}
            {!report && !isOpen && (
              <Nothing
                text={t(
                  '填报人还没有开始；只有该机关的填报人可以填写。',
                  'The clerk has not begun yet. Only a clerk of the agency fills the report.',
                )}
              />
            )}
            {report && (
              <>
                {isOpen && viewer ? (
                  <Filing agency={agency} year={year} username={viewer.username} work={report} />
                ) : (
                  <ReviewActions agency={agency} year={year} work={report} />
                )}
                <Changes work={report} />
                <Steps work={report} />
                {!isOpen && <ReportPage code={agency} year={year} scope="OWN" isBelow />}
              </>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** The two ways to fill a report: from the document that the agency has, or by typing into the form. */
function Fill({ agency, year, username, revision }: DraftKey & { readonly revision: number }) {
  const { t } = useLanguage();
  const [way, setWay] = useState<'document' | 'form'>(revision > 0 ? 'form' : 'document');
  return (
    <>
      <Segmented
        aria-label={t('填报方式', 'How to fill the report')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'document', label: t('用文档填报', 'From a document') },
          { value: 'form', label: t('在表中填写', 'Type into the form') },
        ]}
      />
      {way === 'document' ? (
        <FileDocument agency={agency} year={year} username={username} latestRevision={revision} />
      ) : (
        <FormEntry agency={agency} year={year} username={username} />
      )}
    </>
  );
}

/** What changed since the viewer last had it, cell by cell and text by text. */
function Changes({ work: { changesSince } }: { readonly work: Work }) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  if (!changesSince || changesSince.from === null) return null;
  const { cells, texts } = changesSince;
  return (
    <Part
      title={t(`自第 ${changesSince.from} 次修订以来的变化`, `Changed since revision ${changesSince.from}`)}
    >
      {cells.length + texts.length === 0 && <Nothing text={t('没有变化。', 'Nothing has changed.')} />}
      {cells.length > 0 && (
        <DataTable
          label={t('变化的栏目', 'Cells that changed')}
          rows={cells}
          keyOf={({ code }) => code}
          columns={[
            { title: t('栏目', 'Cell'), render: labelOf },
            { title: t('原为', 'Before'), isNumber: true, render: ({ before }) => before ?? '—' },
            { title: t('现为', 'Now'), isNumber: true, render: ({ after }) => after ?? '—' },
          ]}
        />
      )}
      {texts.map(({ section, parts }) => (
        <p className="narrative" key={section}>
          <b>{t(`第 ${section} 部分`, `Section ${section}`)}</b>{' '}
          {parts.map(({ kind, text }, at) =>
            kind === 'ADDED' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
              <ins key={at}>{text}</ins>
            ) : kind === 'REMOVED' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
              <del key={at}>{text}</del>
            ) : (
              text
            ),
          )}
        </p>
      ))}
    </Part>
  );
}

function Steps({ work: { steps } }: { readonly work: Work }) {
  const { t, language } = useLanguage();
  if (steps.length === 0) return null;
  return (
    <Part title={t('办理经过', 'Steps')}>
      <ol className="steps">
        {steps.map(({ id, action, actorName, comment, createdAt, toState }) => (
          <li key={id}>
            {formatInstant(createdAt, language)} {actorName} {t(...STEP_NAMES[action])} →{' '}
            {t(...REPORT_STATES[toState])}
            {comment && <Alert type="info" title={comment} />}
          </li>
        ))}
      </ol>
    </Part>
  );
}
