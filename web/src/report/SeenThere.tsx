import { useState } from 'react';
import { useLanguage } from '../language/language';
import { readStored, writeStored } from '../look/stored';
import { PictureOf } from '../original/PictureOf';
import { PlacePicture } from '../original/PlacePicture';
import { pdfPlaceOf } from '../original/pdfPlaceOf';
import type { Evidence } from './evidence';

/** Whether this browser shows pictures of documents. */
const STORED = 'pictures-of-documents';

/** The document at the place of a cell: the picture of a scan at once, the page of a PDF after somebody opened it, until it is closed again. */
export function SeenThere({ evidence, pdf }: { readonly evidence: Evidence; readonly pdf: string | null }) {
  const { t } = useLanguage();
  const [isShown, setShown] = useState(() => readStored(STORED) === 'on');
  if (evidence.picture) return <PictureOf png={evidence.picture} text={evidence.printed} />;
  const place = pdf && pdfPlaceOf(evidence.where);
  if (!place) return null;
  const show = (next: boolean) => {
    writeStored(STORED, next ? 'on' : 'off');
    setShown(next);
  };
  return (
    <>
      <p>
        <button type="button" className="link" aria-expanded={isShown} onClick={() => show(!isShown)}>
          {isShown
            ? t('收起原文图', 'Hide the page of the document')
            : t('看原文图', 'See the page of the document')}
        </button>
      </p>
      {isShown && <PlacePicture document={pdf} place={place} text={evidence.printed ?? ''} />}
    </>
  );
}
