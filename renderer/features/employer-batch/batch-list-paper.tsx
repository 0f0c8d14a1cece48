import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { readableSerial } from '../../components/formatting.ts';
import { originHere, PaperFoot } from '../../components/paper-foot.tsx';
import { PaperHead, PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';
import { listSheets, type ListSheet } from './batch-list-layout.ts';
import '../../components/paper.css';

interface ListProps {
  readonly batch: BatchView;
  readonly status: CounterStatus;
  readonly rows: readonly BatchRowView[];
  readonly reprint: number;
}

/** The sheets of a batch's list. */
export function sheetsOf(batch: BatchView, rows: readonly BatchRowView[]): readonly ListSheet[] {
  return listSheets(
    factsOf(batch).map(([, value]) => value),
    rows.map(({ name }) => name),
  );
}

/**
 * 领卡清单: some of its sheets. Each repeats whose batch it is and says which of how many it is; the last one is signed
 * by who takes the cards. Paper is Chinese with the English below each label, whatever language the screen speaks.
 */
export function BatchListPaper(
  props: ListProps & { readonly from: number; readonly to: number },
): ReactElement {
  const sheets = sheetsOf(props.batch, props.rows);
  return (
    <>
      {sheets.slice(props.from - 1, props.to).map((sheet, index) => (
        <Sheet key={sheet.from} {...props} sheet={sheet} page={props.from + index} pages={sheets.length} />
      ))}
    </>
  );
}

/** Whose cards they are, each across the whole width. */
function factsOf(batch: BatchView): readonly (readonly [key: string, value: string])[] {
  return [
    ['employer', `${batch.employer.name}（${batch.employer.id}）`],
    ['letter', `${batch.letterNumber} · ${batch.letterDate ?? ''}`],
    ['agent', `${batch.agentName} ${batch.maskedAgentNumber}`],
    ['batchNumber', batch.batchId],
  ];
}

function Sheet(
  props: ListProps & { readonly sheet: ListSheet; readonly page: number; readonly pages: number },
): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { batch, status, sheet, page, pages } = props;
  const heads = ['order', 'name', 'number', 'cardNumber', 'serial', 'signature'] as const;
  return (
    <article className="paper sheet batch-list" lang="zh-CN">
      <PaperHead
        title={t('batch-list.title')}
        english={english('batch-list.title')}
        officeName={status.office?.name ?? ''}
        reprint={props.reprint}
      />
      <dl className="paper-facts one-column">
        {factsOf(batch).map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(`batch.${key}`)} <small lang="en">{english(`batch.${key}`)}</small>
            </dt>
            <dd>
              <DrawnText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <table className="paper-table signed">
        <thead>
          <PaperTableHead columns={heads.map((head) => `batch-list.${head}`)} />
        </thead>
        <tbody>
          {props.rows.slice(sheet.from, sheet.to).map((row, index) => (
            <tr key={row.rowNumber}>
              <td>{sheet.from + index + 1}</td>
              <td>
                <DrawnText text={row.name} />
              </td>
              <td>{row.maskedNumber}</td>
              <td>{row.cardNumber}</td>
              <td>{row.blankSerial === null ? '' : readableSerial(row.blankSerial)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.isSigned && (
        <>
          <p className="paper-lead">
            {t('batch-list.total', { count: props.rows.length })} {t('batch-list.declaration')}
            <small lang="en">{english('batch-list.declaration')}</small>
          </p>
          <PaperSignatures labels={['batch-list.agentSignature', 'receipt.signedOn']} />
        </>
      )}
      <PaperFoot number={batch.batchId} origin={originHere(status)} page={page} pages={pages}>
        {batch.unconfirmed > 0 && <span>{t('batch-list.provisional')}</span>}
      </PaperFoot>
    </article>
  );
}
