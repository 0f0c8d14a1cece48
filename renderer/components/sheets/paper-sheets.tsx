import { Fragment, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { planSheets, type MeasuredBlock, type SheetPart } from './plan-sheets.ts';
import '../paper.css';

/** What stands on the sheets, in its order. */
export type PaperBlock =
  /** With `closes` it never stands without the last rows of the table before it. */
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
    };

interface SheetsProps {
  readonly className?: string;
  /** On each sheet, above everything else: what paper it is, and about what. */
  readonly head: ReactNode;
  readonly blocks: readonly PaperBlock[];
  /** On each sheet, at its foot: page i of n. */
  readonly foot: (page: number, pages: number) => ReactNode;
}

/** Where papers are measured that are not laid out yet; who prints waits until nothing stands there. */
const measuringPlace = 'measuring-paper';

/** On what stands with the end of a table. */
const closing = 'sheet-closes';
const isClosing = (block: PaperBlock) => block.kind === 'whole' && block.closes === true;

/** Whether some paper is not laid out yet. */
export function isLayingOutPaper(): boolean {
  return document.querySelector(`.${measuringPlace}`) !== null;
}

/**
 * Sheets of A4, as many as it takes: everything is laid out once out of sight, measured with the faces that it is drawn
 * in, and then put on sheets (plan-sheets.ts). The same for preview, print and PDF.
 */
export function PaperSheets(props: SheetsProps): ReactElement {
  const { blocks } = props;
  const [plan, setPlan] = useState<readonly (readonly SheetPart[])[] | null>(null);
  const place = useRef<HTMLElement>(null);
  // Other content is measured anew; until then the plan before stands, where it has place for everything.
  const [measured, setMeasured] = useState<SheetsProps | null>(null);
  const isDue = measured === null || !isSameContent(measured, props);

  useLayoutEffect(() => {
    if (!isDue) return;
    let isCurrent = true;
    // The first layout asks for the faces that it needs; only then is it measured.
    void document.fonts.ready.then(() => {
      if (!isCurrent || place.current === null) return;
      setPlan(planSheets(measure(place.current), roomOf(place.current)));
      setMeasured(props);
    });
    return () => {
      isCurrent = false;
    };
  }, [isDue, props]);

  const sheets = plan !== null && fits(plan, blocks) ? plan : null;
  return (
    <>
      {sheets?.map((parts, index) => (
        <Sheet key={index} {...props} parts={parts} page={index + 1} pages={sheets.length} />
      ))}
      {isDue &&
        createPortal(
          <article
            ref={place}
            className={`paper sheet ${measuringPlace} ${props.className ?? ''}`}
            aria-hidden
          >
            <div className="sheet-block">{props.head}</div>
            {blocks.map((block, index) => (
              <div key={index} className={`sheet-block ${isClosing(block) ? closing : ''}`}>
                <Block block={block} from={0} to={block.kind === 'table' ? block.rows.length : 0} />
              </div>
            ))}
            <div className="sheet-block">{props.foot(1, 1)}</div>
          </article>,
          document.body,
        )}
    </>
  );
}

function Sheet(
  props: SheetsProps & {
    readonly parts: readonly SheetPart[];
    readonly page: number;
    readonly pages: number;
  },
): ReactElement {
  const { blocks, parts, page, pages } = props;
  return (
    <article className={`paper sheet ${props.className ?? ''}`} lang="zh-CN">
      <div className="sheet-block">{props.head}</div>
      {parts.map(({ block: index, from, to }) => {
        const block = blocks[index];
        return (
          <div key={`${index}/${from}`} className="sheet-block">
            {block !== undefined && <Block block={block} from={from} to={to} />}
          </div>
        );
      })}
      <div className="sheet-block sheet-foot">{props.foot(page, pages)}</div>
    </article>
  );
}

function Block(props: {
  readonly block: PaperBlock;
  readonly from: number;
  readonly to: number;
}): ReactElement {
  const { block, from, to } = props;
  if (block.kind === 'whole') return <>{block.node}</>;
  return (
    <section className={`sheet-table ${block.part ?? ''}`}>
      {block.above}
      <table className={`paper-table ${block.className ?? ''}`}>
        <thead>{block.head}</thead>
        <tbody>
          {block.rows.slice(from, to).map((row, index) => (
            <Fragment key={from + index}>{row}</Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const heightOf = (element: Element) => element.getBoundingClientRect().height;

/** The blocks between head and foot. */
function measure(place: HTMLElement): readonly MeasuredBlock[] {
  return [...place.querySelectorAll(':scope > .sheet-block')].slice(1, -1).map((block) => {
    const table = block.querySelector(':scope > .sheet-table > .paper-table');
    if (table === null) {
      return { kind: 'whole', height: heightOf(block), closes: block.classList.contains(closing) };
    }
    const rows = [...table.querySelectorAll(':scope > tbody > tr')].map(heightOf);
    // Head, margins and rules: everything that comes with each part of the table.
    return { kind: 'table', head: heightOf(block) - rows.reduce((sum, row) => sum + row, 0), rows };
  });
}

/** What a sheet has between its head and its foot, without its margins. */
function roomOf(place: HTMLElement): number {
  const { paddingTop, paddingBottom } = getComputedStyle(place);
  const [head, foot] = [place.firstElementChild, place.lastElementChild];
  const used = (head === null ? 0 : heightOf(head)) + (foot === null ? 0 : heightOf(foot));
  // Rounding of many rows is below one pixel a sheet.
  return sheetHeight(place) - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom) - used - 1;
}

/** The style sheet's own height of a sheet: it is laid out as high as it needs, at least as high as one. */
function sheetHeight(place: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(place).minHeight);
}

/** Whether the plan has a place for each block and each row that there is now. */
function fits(plan: readonly (readonly SheetPart[])[], blocks: readonly PaperBlock[]): boolean {
  const rows = new Map<number, number>();
  for (const { block, from, to } of plan.flat()) rows.set(block, (rows.get(block) ?? 0) + to - from);
  return blocks.every((block, index) =>
    block.kind === 'whole' ? rows.has(index) : (rows.get(index) ?? 0) === block.rows.length,
  );
}

function isSameContent(one: SheetsProps, other: SheetsProps): boolean {
  return one === other || (one.blocks === other.blocks && one.head === other.head);
}
