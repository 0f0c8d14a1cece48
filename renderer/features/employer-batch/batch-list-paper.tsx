import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf, readableSerial } from '../../components/formatting.ts';
import '../../components/paper.css';
import { planSheets } from '../../components/sheets/plan-sheets.ts';

/** Rows of one sheet of A4, each high enough to be signed. */
const rowsOnSheet = 22;

/**
 * Which rows stand on which sheet, for a list of so many: by their number, because ten thousand are too many to be measured,
 * and none is left alone at the end.
 */
export function sheetsOf(rows: number): readonly { readonly from: number; readonly to: number }[] {
  const plan = planSheets(
    [{ kind: 'table', head: 0, rows: Array.from({ length: rows }, () => 1) }],
    rowsOnSheet,
  );
  return plan.map(([part]) => part ?? { from: 0, to: 0 });
}

/**
 * 领卡清单: some of its sheets. Each repeats whose batch it is and says which of how many it is; the last one is signed
 * by who takes the cards. Paper is Chinese with the English below each label, whatever language the screen speaks.
 */
export function BatchListPaper(props: {
  readonly batch: BatchView;
  readonly status: CounterStatus;
  readonly rows: readonly BatchRowView[];
  readonly from: number;
  readonly to: number;
  readonly reprint: number;
}): ReactElement {
  const sheets = sheetsOf(props.rows.length);
  return (
    <>
      {Array.from({ length: props.to - props.from + 1 }, (_none, index) => (
        <Sheet key={props.from + index} {...props} page={props.from + index} sheets={sheets} />
      ))}
    </>
  );
}

function Sheet(props: {
  readonly batch: BatchView;
  readonly status: CounterStatus;
  readonly rows: readonly BatchRowView[];
  readonly page: number;
  readonly sheets: ReturnType<typeof sheetsOf>;
  readonly reprint: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { batch, status, page, sheets, reprint } = props;
  const pages = sheets.length;
  const { from: first, to } = sheets[page - 1] ?? { from: 0, to: 0 };
  const rows = props.rows.slice(first, to);
  const facts = [
    ['employer', `${batch.employer.name}（${batch.employer.id}）`],
    ['letter', `${batch.letterNumber} · ${batch.letterDate ?? ''}`],
    ['agent', `${batch.agentName} ${batch.maskedAgentNumber}`],
    ['batchNumber', batch.batchId],
  ] as const;
  const heads = ['order', 'name', 'number', 'cardNumber', 'serial', 'signature'] as const;
  const { asOf } = status.connection;
  return (
    <article className="paper sheet" lang="zh-CN">
      {reprint > 0 && <div className="paper-reprint">{t('receipt.reprint', { number: reprint })}</div>}
      <h1>{t('batch-list.title')}</h1>
      <p className="paper-sub">
        {english('batch-list.title')} · {status.office?.name}
      </p>
      <dl className="paper-facts many">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>
              {t(`batch.${key}`)}
              <small lang="en">{english(`batch.${key}`)}</small>
            </dt>
            <dd>
              <DrawnText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <table className="paper-table signed">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>
                {t(`batch-list.${head}`)}
                <small lang="en">{english(`batch-list.${head}`)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.rowNumber}>
              <td>{first + index + 1}</td>
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
      {page === pages && (
        <>
          <p className="paper-lead">
            {t('batch-list.total', { count: props.rows.length })} {t('batch-list.declaration')}
            <small lang="en">{english('batch-list.declaration')}</small>
          </p>
          <div className="paper-signature">
            <span>
              {t('batch-list.agentSignature')} <small lang="en">{english('batch-list.agentSignature')}</small>
            </span>
            <span>
              {t('receipt.signedOn')} <small lang="en">{english('receipt.signedOn')}</small>
            </span>
          </div>
        </>
      )}
      <footer className="paper-foot plain">
        <span>
          {t('receipt.clerk')} {status.clerk?.name} ·{' '}
          {t('status.window', { number: status.workstation?.number ?? 0 })} · {status.today}
          {asOf !== null && ` · ${t('receipt.asOf', { time: minuteOf(asOf) })}`}
          {batch.unconfirmed > 0 && ` · ${t('batch-list.provisional')}`}
        </span>
        <span>{t('print.pages', { page, pages })}</span>
      </footer>
    </article>
  );
}
