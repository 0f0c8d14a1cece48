import { useContext, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { PaperSizeContext } from '../paper-size.ts';
import { closing, planMeasured, type SheetPlan } from './measure-sheets.ts';
import { DrawnBlock, lengthOf, type PaperBlock } from './paper-block.tsx';
import '../paper.css';

interface SheetsProps {
  readonly className?: string;
  /** Where everything has place on one sheet it is as high as it needs to be, and half a sheet at least. */
  readonly half?: boolean;
  /** On each sheet, above everything else: what paper it is, and about what. */
  readonly head: ReactNode;
  /** Below it on every sheet but the first: whose it is. */
  readonly continued?: ReactNode;
  readonly blocks: readonly PaperBlock[];
  /** On each sheet, at its foot: page i of n. */
  readonly foot: (page: number, pages: number) => ReactNode;
}

/** Where papers are measured that are not laid out yet; who prints waits until nothing stands there. */
const measuringPlace = 'measuring-paper';

/** Whether some paper is not laid out yet. */
export function isLayingOutPaper(): boolean {
  return document.querySelector(`.${measuringPlace}`) !== null;
}

/**
 * Sheets of A4, as many as it takes, or the roll of a receipt printer, which is as long as what is said. The same for
 * preview, print and PDF.
 */
export function PaperSheets(props: SheetsProps): ReactElement {
  return useContext(PaperSizeContext) === 'receipt' ? <Roll {...props} /> : <Sheets {...props} />;
}

function Roll({ className = '', head, blocks, foot }: SheetsProps): ReactElement {
  return (
    <article className={`paper roll ${className}`} lang="zh-CN">
      {head}
      {blocks.map((block, index) => (
        <DrawnBlock key={index} block={block} from={0} to={lengthOf(block)} />
      ))}
      {foot(1, 1)}
    </article>
  );
}

/**
 * Everything is laid out once out of sight, measured with the faces that it is drawn in (measure-sheets.ts), and then put on
 * sheets (plan-sheets.ts).
 */
function Sheets(props: SheetsProps): ReactElement {
  const { blocks } = props;
  const [plan, setPlan] = useState<SheetPlan | null>(null);
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
      setPlan(planMeasured(place.current));
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
            <div className="sheet-block">{props.continued}</div>
            {blocks.map((block, index) => (
              <div key={index} className={`sheet-block ${isClosing(block) ? closing : ''}`}>
                <DrawnBlock block={block} from={0} to={lengthOf(block)} />
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
    readonly parts: SheetPlan[number];
    readonly page: number;
    readonly pages: number;
  },
): ReactElement {
  const { blocks, parts, page, pages } = props;
  const size = props.half === true && pages === 1 ? 'half' : 'sheet';
  return (
    <article className={`paper ${size} ${props.className ?? ''}`} lang="zh-CN">
      <div className="sheet-block">{props.head}</div>
      {page > 1 && <div className="sheet-block">{props.continued}</div>}
      {parts.map(({ block: index, from, to }) => {
        const block = blocks[index];
        return (
          <div
            key={`${index}/${from}`}
            className={`sheet-block ${block !== undefined && isClosing(block) ? closing : ''}`}
          >
            {block !== undefined && <DrawnBlock block={block} from={from} to={to} />}
          </div>
        );
      })}
      <div className="sheet-block sheet-foot">{props.foot(page, pages)}</div>
    </article>
  );
}

const isClosing = (block: PaperBlock) => block.kind === 'whole' && block.closes === true;

/** Whether the plan has a place for each block and each row that there is now. */
function fits(plan: SheetPlan, blocks: readonly PaperBlock[]): boolean {
  const rows = new Map<number, number>();
  for (const { block, from, to } of plan.flat()) rows.set(block, (rows.get(block) ?? 0) + to - from);
  return blocks.every((block, index) =>
    block.kind === 'whole' ? rows.has(index) : (rows.get(index) ?? 0) === lengthOf(block),
  );
}

function isSameContent(one: SheetsProps, other: SheetsProps): boolean {
  return one === other || (one.blocks === other.blocks && one.head === other.head);
}
