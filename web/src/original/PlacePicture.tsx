import { useEffect, useRef, useState } from 'react';
import { authorization, failureOf, RequestFailed } from '../api/request';
import { queryClient } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { Failed } from '../look/states';
import type { DrawnPlace, Original, PdfPlace } from './openOriginal';

/** Returns the bytes of a stored document, where they are those of who asks. Throws RequestFailed. */
async function loadDocument(sha256: string): Promise<ArrayBuffer> {
  const response = await fetch(`/documents/${sha256}`, { headers: authorization() }).catch(() => null);
  if (!response?.ok) throw await failureOf(response);
  return response.arrayBuffer();
}

/** Opens a stored PDF; what draws it is loaded with the first one. */
async function open(sha256: string): Promise<Original> {
  const [{ openOriginal }, bytes] = await Promise.all([
    import('./openOriginal'),
    queryClient.fetchQuery({
      queryKey: ['document', sha256],
      queryFn: () => loadDocument(sha256),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  ]);
  return openOriginal(bytes);
}

/** Returns a stored PDF while it is needed. */
function useOriginal(sha256: string): Promise<Original> | null {
  const [original, setOriginal] = useState<Promise<Original> | null>(null);
  useEffect(() => {
    const opened = open(sha256);
    setOriginal(opened);
    return () => {
      opened.then((one) => one.close()).catch(() => {});
    };
  }, [sha256]);
  return original;
}

/** A picture is at most so wide, in pixels of the screen; `look/parts.css` says so too. */
const WIDEST = 900;

/** What was drawn of a place, or why nothing was. */
type Outcome = { readonly key: string } & ({ readonly drawn: DrawnPlace } | { readonly error: Error });

/** A part of a stored PDF as it looks, with the box of a figure marked. */
export function PlacePicture({
  document,
  place,
  text,
}: {
  readonly document: string;
  readonly place: PdfPlace;
  /** What is printed there. */
  readonly text: string;
}) {
  const { t } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const original = useOriginal(document);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const key = JSON.stringify(place);
  useEffect(() => {
    let isOver = false;
    const settle = (next: Outcome) => isOver || setOutcome(next);
    original
      ?.then((one) => one.draw(JSON.parse(key), Math.min(frame.current?.clientWidth ?? 0, WIDEST)))
      .then(
        (drawn) => settle({ key, drawn }),
        (error) => settle({ key, error }),
      );
    return () => {
      isOver = true;
    };
  }, [original, key]);
  const isCurrent = outcome?.key === key;
  return (
    <div ref={frame} className="place-picture" aria-busy={!isCurrent}>
      {outcome && 'error' in outcome && <NotDrawn error={outcome.error} />}
      {!outcome && <p>{t('正在画出原文…', 'Drawing the page …')}</p>}
      {outcome && 'drawn' in outcome && (
        <Marked
          drawn={outcome.drawn}
          alt={t(`原文此处，印作“${text}”`, `The page there, printed "${text}"`)}
        />
      )}
    </div>
  );
}

/** A picture with its mark. */
function Marked({ drawn, alt }: { readonly drawn: DrawnPlace; readonly alt: string }) {
  const { picture, width, height, mark } = drawn;
  const percent = (share: number) => `${share * 100}%`;
  return (
    <div className="marked-picture">
      <img src={picture} width={width} height={height} alt={alt} />
      <span
        style={{
          left: percent(mark.left),
          top: percent(mark.top),
          width: percent(mark.right - mark.left),
          height: percent(mark.bottom - mark.top),
        }}
      />
    </div>
  );
}

/** That a part could not be drawn: as the hub says where it refused the document, else in short. */
function NotDrawn({ error }: { readonly error: Error }) {
  const { t } = useLanguage();
  if (error instanceof RequestFailed) return <Failed error={error} />;
  return (
    <p>
      {t(
        '这一处画不出来，请打开原文件对照。',
        'This part of the page could not be drawn; open the document itself to compare.',
      )}
    </p>
  );
}
