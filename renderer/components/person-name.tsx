import { Fragment, useMemo, type ReactElement } from 'react';
import { nameContainsRareCharacters } from '../../domain/identity/person-name.ts';
import { hasGlyph } from './glyphs.ts';

/** A name as it is, never cut; a character that no face on this machine has is shown by its code point in a box. */
export function PersonName(props: { readonly name: string }): ReactElement {
  const { name } = props;
  const parts = useMemo(
    () =>
      (nameContainsRareCharacters(name) ? Array.from(name) : [name]).map(
        (part) => [part, hasGlyph(part)] as const,
      ),
    [name],
  );
  return (
    <span className="person-name personal">
      {parts.map(([part, drawn], index) =>
        drawn ? (
          <span key={index}>
            <Breakable part={part} />
          </span>
        ) : (
          <span key={index} className="code-point" title={part}>
            U+{part.codePointAt(0)?.toString(16).toUpperCase()}
          </span>
        ),
      )}
    </span>
  );
}

/** A long name of a minority goes on a new line after one of its dots, and within a part only where that is too long. */
function Breakable({ part }: { readonly part: string }): ReactElement {
  return (
    <>
      {part.split(/(?<=·)/).map((piece, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </>
  );
}
