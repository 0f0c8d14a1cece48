import type { ReactElement } from 'react';
import { DrawnText } from './drawn-text.tsx';

/** A name as it is, never cut; a character that no face has is shown by its code point. */
export function PersonName({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="person-name personal">
      <DrawnText text={name} />
    </span>
  );
}
