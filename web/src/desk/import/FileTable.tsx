import { useState } from 'react';
import { Link } from 'wouter';
import { formatFigure } from '../../figures/formatFigure';
import { type Translate, useLanguage, useNames } from '../../language/language';
import { LongTable } from '../../look/LongTable';
import { FILE_STATES, type FileState, type ImportedFile } from './importedFile';
import { importedAddress } from './importWay';

const NARROW = 600;

/** Returns a state of a file in words. */
function stateInWords(state: FileState, t: Translate): string {
  const words: Readonly<Record<FileState, readonly [string, string]>> = {
    WAITING: ['等候', 'Waiting'],
    READING: ['正在读取', 'Being read'],
    READY: ['没有疑问', 'Without doubt'],
    DOUBTFUL: ['存疑', 'In doubt'],
    REFUSED: ['不能导入', 'Refused'],
    FAILED: ['没有完成', 'Failed'],
    RECORDING: ['正在补录', 'Being recorded'],
    RECORDED: ['已补录', 'Recorded'],
  };
  return t(...words[state]);
}

/** Returns where a file is looked at: its reading until it is recorded, then its report; null where there is nothing to see. */
function addressOf({ document, state, way, agency, year }: ImportedFile): string | null {
  if (state === 'RECORDED') return agency && year !== null ? importedAddress(way, agency.code, year) : null;
  return document && (state === 'DOUBTFUL' || state === 'READY')
    ? `/desk/import/${document}?way=${way}`
    : null;
}

/** The files of an import, those that ask for somebody first; only those in view are written. */
export function FileTable({ files }: { readonly files: readonly ImportedFile[] }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const [state, setState] = useState<FileState | null>(null);
  const shown = files
    .filter((file) => state === null || file.state === state)
    .sort((one, other) => FILE_STATES.indexOf(one.state) - FILE_STATES.indexOf(other.state));
  const width = innerWidth < NARROW ? 150 : 260;
  return (
    <>
      <ul className="counts" aria-label={t('各状态的文档数', 'Documents by state')}>
        {[null, ...FILE_STATES].map((one) => (
          <li key={one ?? 'ALL'}>
            <button type="button" aria-pressed={state === one} onClick={() => setState(one)}>
              <b>
                {formatFigure(files.filter((file) => one === null || file.state === one).length, language)}
              </b>
              {one === null ? t('全部', 'All') : stateInWords(one, t)}
            </button>
          </li>
        ))}
      </ul>
      <LongTable
        height={480}
        rows={shown}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'document',
            title: t('文档', 'Document'),
            width,
            isFixed: true,
            render: (file) => {
              const address = addressOf(file);
              return address ? <Link href={address}>{file.name}</Link> : file.name;
            },
          },
          {
            key: 'state',
            title: t('状态', 'State'),
            width: 110,
            render: (file) =>
              (file.state === 'RECORDED' && file.way === 'DRAFT'
                ? t('已存为草稿', 'Kept as a draft')
                : stateInWords(file.state, t)) +
              (file.state === 'READY' && file.warnings > 0 ? t('，有警告', ', with warnings') : ''),
          },
          {
            key: 'agency',
            title: t('机关', 'Agency'),
            width,
            render: ({ agency }) => agency && nameOf(agency),
          },
          { key: 'year', title: t('年度', 'Year'), width: 70, render: ({ year }) => year },
          {
            key: 'doubtful',
            title: t('存疑栏目', 'Doubtful cells'),
            width: 90,
            isNumber: true,
            render: ({ doubtfulCells }) => doubtfulCells || '',
          },
          {
            key: 'findings',
            title: t('错误、警告', 'Errors, warnings'),
            width: 110,
            isNumber: true,
            render: ({ agency, errors, warnings }) => agency && `${errors}, ${warnings}`,
          },
          {
            key: 'said',
            title: t('说明', 'What is the matter'),
            width: 320,
            render: ({ said }) => said.map(({ zh, en }) => t(zh, en)).join(' '),
          },
        ]}
      />
    </>
  );
}
