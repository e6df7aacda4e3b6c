import { useLanguage } from '../../language/language';
import { PictureOf } from '../../original/PictureOf';
import { PlacePicture } from '../../original/PlacePicture';
import { pdfPlaceOf } from '../../original/pdfPlaceOf';
import { type CellRead, lineAround, placeInWords } from './places';

/** What a document has at the place of a cell: its picture where it is a scan or a PDF, and the line as it is printed, with the cell marked. */
export function Printed({
  cell,
  cells,
  pdf,
}: {
  readonly cell: CellRead;
  readonly cells: readonly CellRead[];
  /** The document, where it is a PDF. */
  readonly pdf: string | null;
}) {
  const { t } = useLanguage();
  const { picture, printed, where } = cell;
  const line = lineAround(cell, cells);
  const place = pdf && pdfPlaceOf(where);
  return (
    <figure className="printed">
      {picture && <PictureOf png={picture} text={printed} />}
      {!picture && place && <PlacePicture document={pdf} place={place} text={printed ?? ''} />}
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
