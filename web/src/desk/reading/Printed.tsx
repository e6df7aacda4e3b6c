import { useLanguage } from '../../language/language';
import { type CellRead, lineAround, placeInWords } from './places';

/** The picture of a cell of a scan. */
export const PictureOf = ({ png, text }: { readonly png: string; readonly text: string | null }) => (
  <img className="scanned" src={`data:image/png;base64,${png}`} alt={text ?? ''} />
);

/** What a document has at the place of a cell: its picture where it is a scan, else the line as it is printed, with the cell marked. */
export function Printed({ cell, cells }: { readonly cell: CellRead; readonly cells: readonly CellRead[] }) {
  const { t } = useLanguage();
  const { picture, printed, where } = cell;
  const line = lineAround(cell, cells);
  return (
    <figure className="printed">
      {picture && <PictureOf png={picture} text={printed} />}
      {line.length > 1 ? (
        <p>
          {line.map((other) =>
            other.code === cell.code ? (
              <mark key={other.code}>{other.printed || t('空白', 'blank')}</mark>
            ) : (
              <span key={other.code}>{other.printed || '—'}</span>
            ),
          )}
        </p>
      ) : (
        !picture && (
          <p>
            <mark>{printed ?? t('文档中没有', 'not in the document')}</mark>
          </p>
        )
      )}
      {where && <figcaption>{placeInWords(where, t)}</figcaption>}
    </figure>
  );
}
