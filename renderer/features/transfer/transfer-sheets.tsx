import type { i18n as Texts, TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperHead } from '../../components/sheets/paper-head.tsx';
import { PaperSheets } from '../../components/sheets/paper-sheets.tsx';
import { isOwnState } from './transfer-steps.ts';
import './transfer-paper.css';

/**
 * A paper that another office reads, A4, as many sheets as it takes: on each its title, which copy it is, what is not
 * confirmed yet in a frame, and the number by which it is found again. Paper is Chinese, with the English below each label.
 */
export function TransferSheets(props: {
  readonly papers: TransferPapers;
  readonly title: string;
  /** Which copy it is and for whom, in the words of the form. */
  readonly copy?: string;
  readonly reprint: number;
  /** Whose it is, on every sheet but the first. */
  readonly continued: ReactNode;
  readonly blocks: readonly PaperBlock[];
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { papers, title, copy, reprint } = props;
  const { confirmation, transfer } = papers;
  const isVoid = confirmation === 'refused' || confirmation === 'settled';
  // What the central office has brought further it has confirmed, whatever later step waits or was refused.
  const standing =
    confirmation === 'confirmed' || !isOwnState(transfer.state) ? null : isVoid ? 'refused' : 'waiting';
  return (
    <PaperSheets
      className="transfer-paper"
      head={
        <>
          {copy !== undefined && <div className="paper-copy">{copy}</div>}
          <PaperHead
            title={t(title)}
            english={english(title)}
            officeName={papers.officeName}
            reprint={reprint}
          />
          {standing !== null && (
            <p className="paper-lead framed paper-standing">
              {t(`transfer-paper.standing-${standing}`)}
              <small lang="en">{english(`transfer-paper.standing-${standing}`)}</small>
            </p>
          )}
        </>
      }
      continued={props.continued}
      blocks={props.blocks}
      foot={(page, pages) => (
        <PaperFoot
          number={transfer.id}
          origin={{ ...papers, printed: minuteOf(papers.at) }}
          page={page}
          pages={pages}
        />
      )}
    />
  );
}

/** Label and value, the label in both languages, two of them in a row or one across the whole width. */
export type PaperField = readonly [label: string, value: ReactNode, wide?: 'wide'];

/** A form with ruled lines, as offices exchange it. */
export function formBlock(fields: readonly PaperField[], i18n: Texts): PaperBlock {
  return { kind: 'list', as: 'dl', className: 'paper-form', items: formRows(fields, i18n) };
}

/** The same fields again on the sheets that follow. */
export function ContinuedForm(props: { readonly fields: readonly PaperField[] }): ReactElement {
  const { i18n } = useTranslation();
  return <dl className="paper-form">{formRows(props.fields, i18n)}</dl>;
}

function formRows(fields: readonly PaperField[], i18n: Texts): readonly ReactElement[] {
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return fields.map(([label, value, wide]) => (
    <div key={label} className={wide}>
      <dt>
        {t(`transfer-paper.${label}`)}
        <small lang="en">{english(`transfer-paper.${label}`)}</small>
      </dt>
      <dd>{value}</dd>
    </div>
  ));
}

/** From one month to another, both included. */
export function monthsText(t: TFunction, from: string | null, until: string | null): string {
  return from === null || until === null ? '—' : t('transfer-paper.fromUntil', { from, until });
}
