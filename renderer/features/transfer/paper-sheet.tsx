import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { PaperFoot } from '../../components/paper-foot.tsx';
import { isOwnState } from './transfer-steps.ts';
import '../../components/paper.css';
import './transfer-paper.css';

/**
 * One sheet of A4 of a paper that another office reads: its title, which copy it is, what is not confirmed yet in a frame,
 * and the number by which it is found again. Paper is Chinese, with the English below each label.
 */
export function PaperSheet(props: {
  readonly papers: TransferPapers;
  readonly title: string;
  /** Which copy it is and for whom, in the words of the form. */
  readonly copy?: string;
  readonly reprint: number;
  readonly page: number;
  readonly pages: number;
  readonly children: ReactNode;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { papers, reprint } = props;
  const { confirmation, transfer } = papers;
  const isVoid = confirmation === 'refused' || confirmation === 'settled';
  // What the central office has brought further it has confirmed, whatever later step waits or was refused.
  const standing =
    confirmation === 'confirmed' || !isOwnState(transfer.state) ? null : isVoid ? 'refused' : 'waiting';
  return (
    <article className="paper sheet transfer-paper" lang="zh-CN">
      {reprint > 0 && <div className="paper-reprint">{t('receipt.reprint', { number: reprint })}</div>}
      {props.copy !== undefined && <div className="paper-copy">{props.copy}</div>}
      <h1>{t(props.title)}</h1>
      <p className="paper-sub">
        {english(props.title)} · {papers.officeName}
      </p>
      {standing !== null && (
        <p className="paper-lead framed paper-standing">
          {t(`transfer-paper.standing-${standing}`)}
          <small lang="en">{english(`transfer-paper.standing-${standing}`)}</small>
        </p>
      )}
      {props.children}
      <PaperFoot
        number={transfer.id}
        origin={{ ...papers, printed: minuteOf(papers.at) }}
        page={props.page}
        pages={props.pages}
      />
    </article>
  );
}

/** Label and value, the label in both languages, two of them in a row or one across the whole width. */
export type PaperField = readonly [label: string, value: ReactNode, wide?: 'wide'];

/** A form with ruled lines, as offices exchange it. */
export function PaperForm(props: { readonly fields: readonly PaperField[] }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return (
    <dl className="paper-form">
      {props.fields.map(([label, value, wide]) => (
        <div key={label} className={wide}>
          <dt>
            {t(`transfer-paper.${label}`)}
            <small lang="en">{english(`transfer-paper.${label}`)}</small>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** From one month to another, both included. */
export function monthsText(t: TFunction, from: string | null, until: string | null): string {
  return from === null || until === null ? '—' : t('transfer-paper.fromUntil', { from, until });
}
