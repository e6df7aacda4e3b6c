/** What may be opened of a text: addresses of the web, up to a blank, a bracket or a Chinese mark. */
const ADDRESS = /(https?:\/\/[^\s<>"'()（）《》【】，。；、！？]+)/i;

/** A text that somebody wrote, in which addresses of the web are links; nothing else in it is. */
export const Linked = ({ text }: { readonly text: string }) =>
  text.split(ADDRESS).map((part, at) =>
    // Every other part is what was found.
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text.
      <a key={at} href={part} rel="noopener noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
