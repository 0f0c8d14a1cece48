import { Fragment, type ReactElement, type ReactNode } from 'react';

/** What stands on the sheets, in its order. */
export type PaperBlock =
  /** With `closes` it never stands without the last rows of the table or list before it. */
  | { readonly kind: 'whole'; readonly node: ReactNode; readonly closes?: boolean }
  | {
      readonly kind: 'table';
      readonly className?: string;
      /** What stands above it, on each of its sheets, and the class of the part that both make. */
      readonly above?: ReactNode;
      readonly part?: string;
      /** The row of its head, on each of its sheets. */
      readonly head: ReactNode;
      /** The rows, each a `tr`. */
      readonly rows: readonly ReactElement[];
    }
  | {
      readonly kind: 'list';
      /** Facts, numbered points, or points. */
      readonly as: 'dl' | 'ol' | 'ul';
      readonly className: string;
      readonly above?: ReactNode;
      readonly part?: string;
      /** Each a `div` with its `dt` and `dd`, or an `li`. What stands side by side stays together. */
      readonly items: readonly ReactElement[];
    };

/** How many rows or items it has that may stand on different sheets; 0 of what stands on one. */
export function lengthOf(block: PaperBlock): number {
  switch (block.kind) {
    case 'whole':
      return 0;
    case 'table':
      return block.rows.length;
    case 'list':
      return block.items.length;
    default:
      return block satisfies never;
  }
}

/** A block as it is drawn on one sheet: of a table or a list the rows from `from` up to, and without, `to`. */
export function DrawnBlock(props: {
  readonly block: PaperBlock;
  readonly from: number;
  readonly to: number;
}): ReactElement {
  const { block, from, to } = props;
  if (block.kind === 'whole') return <>{block.node}</>;
  const rows = (block.kind === 'table' ? block.rows : block.items)
    .slice(from, to)
    .map((row, index) => <Fragment key={from + index}>{row}</Fragment>);
  return (
    <section className={`sheet-part ${block.part ?? ''}`}>
      {block.above}
      {block.kind === 'table' ? (
        <table className={`paper-table ${block.className ?? ''}`}>
          <thead>{block.head}</thead>
          <tbody className="sheet-rows">{rows}</tbody>
        </table>
      ) : (
        <List as={block.as} className={`sheet-rows ${block.className}`} from={from}>
          {rows}
        </List>
      )}
    </section>
  );
}

function List(props: {
  readonly as: 'dl' | 'ol' | 'ul';
  readonly className: string;
  readonly from: number;
  readonly children: ReactNode;
}): ReactElement {
  const { as: Element, className, from, children } = props;
  // Numbers go on where the sheet before ended.
  if (Element === 'ol') {
    return (
      <ol className={className} start={from + 1}>
        {children}
      </ol>
    );
  }
  return <Element className={className}>{children}</Element>;
}
