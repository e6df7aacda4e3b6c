/** The picture of a cell of a scan. */
export const PictureOf = ({ png, text }: { readonly png: string; readonly text: string | null }) => (
  <img className="scanned" src={`data:image/png;base64,${png}`} alt={text ?? ''} />
);
