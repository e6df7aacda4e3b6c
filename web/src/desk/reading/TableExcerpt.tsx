import { useLanguage } from '../../language/language';
import { Scroll } from '../../look/Scroll';
import type { CellRead, Excerpt } from './places';

/** The row of a cell as its document prints it, between the rows beside it and below the heads of its columns, with the cell marked. */
export function TableExcerpt({ cell, excerpt }: { readonly cell: CellRead; readonly excerpt: Excerpt }) {
  const { t } = useLanguage();
  const { heads, rows } = excerpt;
  return (
    <Scroll label={t('原文的表格', 'The table of the document')}>
      <table className="excerpt">
        <thead>
          <tr>
            <td />
            {heads.map((head, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name.
              <th key={column} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head, cells }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
            <tr key={row}>
              <th scope="row">{head}</th>
              {cells.map((other, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name.
                <td key={column}>
                  {other?.code === cell.code ? (
                    <mark>{other.printed || t('空白', 'blank')}</mark>
                  ) : (
                    other && (other.printed || '—')
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
