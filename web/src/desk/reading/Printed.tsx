import { useLanguage } from '../../language/language';
import { PictureOf } from '../../original/PictureOf';
import { PlacePicture } from '../../original/PlacePicture';
import { pdfPlaceOf } from '../../original/pdfPlaceOf';
import { placeInWords } from '../../report/evidence';
import { type CellRead, excerptOf, lineAround } from './places';
import { TableExcerpt } from './TableExcerpt';

/** What a document has at the place of a cell: its picture where it is a scan or a PDF, else the table around it as it is printed, with the cell marked. */
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
  const place = pdf && pdfPlaceOf(where);
  const excerpt = picture || place ? null : excerptOf(cell, cells);
  return (
    <figure className="printed">
      {picture && <PictureOf png={picture} text={printed} />}
      {!picture && place && <PlacePicture document={pdf} place={place} text={printed ?? ''} />}
      {excerpt ? <TableExcerpt cell={cell} excerpt={excerpt} /> : <LineAround cell={cell} cells={cells} />}
      {where && <figcaption>{placeInWords(where, t)}</figcaption>}
    </figure>
  );
}

/** The figures of the line of a cell. */
function LineAround({ cell, cells }: { readonly cell: CellRead; readonly cells: readonly CellRead[] }) {
  const { t } = useLanguage();
  const line = lineAround(cell, cells);
  if (line.length > 1)
    return (
      <p>
        {cell.rowHead && <span>{cell.rowHead}</span>}
        {line.map((other) =>
          other.code === cell.code ? (
            <mark key={other.code}>{other.printed || t('空白', 'blank')}</mark>
          ) : (
            <span key={other.code}>{other.printed || '—'}</span>
          ),
        )}
      </p>
    );
  return (
    !cell.picture && (
      <p>
        <mark>{cell.printed ?? t('文档中没有', 'not in the document')}</mark>
      </p>
    )
  );
}
