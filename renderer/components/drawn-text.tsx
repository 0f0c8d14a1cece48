import { Fragment, useMemo, type ReactElement } from 'react';
import { nameContainsRareCharacters } from '../../domain/identity/person-name.ts';
import { hasGlyph } from './glyphs.ts';

/** Text with names in it, of which no character is ever a box: what no face has stands as its code point. */
export function DrawnText({ text }: { readonly text: string }): ReactElement {
  const parts = useMemo(
    () =>
      (nameContainsRareCharacters(text) ? Array.from(text) : [text]).map(
        (part) => [part, hasGlyph(part)] as const,
      ),
    [text],
  );
  return (
    <>
      {parts.map(([part, drawn], index) =>
        drawn ? (
          <Breakable key={index} part={part} />
        ) : (
          <span key={index} className="code-point" title={part}>
            U+{part.codePointAt(0)?.toString(16).toUpperCase()}
          </span>
        ),
      )}
    </>
  );
}

/** Days, months and service numbers, which are read in one piece. */
const inOnePiece = /(\d+(?:-\d+)+)/;

/**
 * A long name of a minority goes on a new line after one of its dots, and within a part only where that is too long; a day or
 * a number with strokes never does.
 */
function Breakable({ part }: { readonly part: string }): ReactElement {
  return (
    <>
      {part.split(/(?<=·)/).map((piece, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {inOnePiece.test(piece)
            ? piece
                .split(inOnePiece)
                .map((text, place) => (place % 2 === 1 ? <Whole key={place} text={text} /> : text))
            : piece}
        </Fragment>
      ))}
    </>
  );
}

function Whole({ text }: { readonly text: string }): ReactElement {
  return <span className="in-one-piece">{text}</span>;
}
