import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { WebImportTree } from '../api/generated/documents';
import { request, upload } from '../api/request';
import { useChange } from '../api/useChange';
import { useSingle } from '../api/useSingle';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { Effect } from './Effect';

/** The tree as a spreadsheet: saved, changed elsewhere, and loaded after a preview. */
export function ImportTree({ place }: { readonly place: string }) {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ readonly name: string; readonly document: string } | null>(null);
  const preview = useSingle({
    mutationFn: async (chosen: File) => {
      const document = await upload(chosen);
      setFile({ name: chosen.name, document });
      return request(WebImportTree, { input: { document }, preview: true });
    },
  });
  const load = useChange(WebImportTree);
  const shown = preview.data?.importTree;
  const done = load.data?.importTree;
  return (
    <Part
      title={t('用表格', 'By spreadsheet')}
      extra={
        <span>
          <a className="download" href={`/tree/${place}.xlsx`} download>
            {t('下载本区划与机关（XLSX）', 'Save this place and its agencies (XLSX)')}
          </a>
          <a className="download" href={`/tree/${place}.csv`} download>
            CSV
          </a>
        </span>
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv"
        data-testid="tree"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          load.reset();
          if (chosen) preview.mutate(chosen);
        }}
      />
      <p className="filters">
        <Button loading={preview.isPending} onClick={() => input.current?.click()}>
          {t('选择表格（XLSX 或 CSV）', 'Choose a spreadsheet (XLSX or CSV)')}
        </Button>
        <span>
          {t('先预览，不作更改。', 'It is previewed first; nothing changes.')} {file?.name}
        </span>
      </p>
      <div aria-live="polite">
        {(preview.error ?? load.error) && <Failed error={(preview.error ?? load.error) as Error} />}
        {done?.treeChange ? (
          <Alert
            showIcon
            type="success"
            title={t(
              `已载入：新增 ${done.added} 个，变更 ${done.changed} 个。24 小时内可撤回。`,
              `Loaded: ${done.added} added, ${done.changed} changed. It can be undone within 24 hours.`,
            )}
          />
        ) : (
          shown &&
          file && (
            <>
              <p>
                {t(
                  `表中新增 ${shown.added} 个，变更 ${shown.changed} 个，不变 ${shown.unchanged} 个。`,
                  `${shown.added} would be added, ${shown.changed} changed, ${shown.unchanged} stay.`,
                )}
              </p>
              <FindingList
                findings={(done ?? shown).findings.map((finding) => ({
                  ...finding,
                  // The cell of the sheet is where to look.
                  citation: finding.path,
                }))}
              />
              {shown.effect && <Effect effect={shown.effect} />}
              {shown.effect && shown.added + shown.changed > 0 && (
                <p className="filters">
                  <Confirm
                    label={t('载入', 'Load')}
                    isMain
                    title={t(`载入“${file.name}”？`, `Load ${file.name}?`)}
                    isPending={load.isPending}
                    onConfirm={() =>
                      load.mutate({ input: { document: file.document, confirm: true }, preview: false })
                    }
                  >
                    <p>
                      {t(
                        `将新增 ${shown.added} 个、变更 ${shown.changed} 个区划和机关，并视为已知悉上列警告。24 小时内可以撤回。`,
                        `${shown.added} places and agencies are added and ${shown.changed} changed; the warnings above count as known. It can be undone within 24 hours.`,
                      )}
                    </p>
                  </Confirm>
                </p>
              )}
            </>
          )
        )}
      </div>
    </Part>
  );
}
