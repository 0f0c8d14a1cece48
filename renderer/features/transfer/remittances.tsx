import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemittanceView, TransferView } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** 到账款: what has come, in what it differs from the sheet, and for each its way out: matched, asked about, or sent back. */
export function Remittances(props: { readonly view: TransferView; readonly mayAct: boolean }): ReactElement {
  const { t } = useTranslation();
  const { view, mayAct } = props;
  const { remittances, expected, creditRefusals } = view;
  // The two say the same while no sheet has come.
  const stillMissing = mayAct && view.transfer.closedAt === null && expected !== null ? creditRefusals : [];
  return (
    <section className="card transfer-part" aria-labelledby="remittances-title">
      <h2 id="remittances-title">
        {t('transfer.remittances')}
        <small>
          {t(expected === null ? 'transfer.expectedUnknown' : 'transfer.expected', {
            amount: formatYuan(expected ?? 0),
          })}
        </small>
      </h2>
      {remittances.length === 0 ? (
        <p className="empty">{t('transfer.noMoney')}</p>
      ) : (
        <ul className="remittances">
          {remittances.map((remittance) => (
            <Remittance key={remittance.id} view={view} remittance={remittance} mayAct={mayAct} />
          ))}
        </ul>
      )}
      {stillMissing.length > 0 && (
        <div className="notice">
          <strong>{t('transfer.notToCredit')}</strong>
          <RefusalList refusals={stillMissing} />
        </div>
      )}
    </section>
  );
}

const tone = { unmatched: 'warn', matched: 'brand', credited: 'ok', returned: '' } as const;

type Asked = 'match' | 'return-whole' | 'return-excess';

function Remittance(props: {
  readonly view: TransferView;
  readonly remittance: RemittanceView;
  readonly mayAct: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { remittance } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const { differences, matchRefusals, whole, excess, returnAsked, state, credited, returned, note } =
    remittance;
  const yuan = (fen: number) => t('receipt.yuan', { amount: formatYuan(fen) });
  const isNew = state === 'unmatched' && returnAsked === null;
  const button = (what: Asked, label: string) => (
    <button key={what} type="button" className="button" onClick={() => setAsked(what)}>
      {label}
    </button>
  );
  return (
    <li>
      <div className="remittance-line">
        <b className="transfer-amount">{yuan(remittance.amount)}</b>
        <span className={`tag ${tone[state]}`}>{t(`transfer.money-${state}`)}</span>
        {differences.map((difference) => (
          <span key={difference} className="tag bad">
            <span aria-hidden="true">!</span>
            {t(`transfer.difference-${difference}`)}
          </span>
        ))}
        <span className="soft">{remittance.receivedOn}</span>
      </div>
      <dl className="transfer-facts">
        <div>
          <dt className="soft">{t('transfer.payer')}</dt>
          <dd>
            {remittance.payerName}（{remittance.payerAreaCode}）· {remittance.payerBankName} ·{' '}
            {remittance.payerAccountNumber}
          </dd>
        </div>
        <div>
          <dt className="soft">{t('transfer.payee')}</dt>
          <dd>
            <PersonName name={remittance.payeeName} /> {remittance.payeeNumber}
          </dd>
        </div>
        {(credited > 0 || returned > 0) && (
          <div>
            <dt className="soft">{t('transfer.done')}</dt>
            <dd>
              {[
                ...(credited > 0 ? [t('transfer.creditedSum', { amount: formatYuan(credited) })] : []),
                ...(returned > 0 ? [t('transfer.returnedSum', { amount: formatYuan(returned) })] : []),
              ].join(' · ')}
            </dd>
          </div>
        )}
        {note !== null && (
          <div>
            <dt className="soft">{t('transfer.note')}</dt>
            <dd>{note}</dd>
          </div>
        )}
      </dl>
      {returnAsked !== null && (
        <div className="notice warn">
          <strong>
            {t(returnAsked.paymentId === null ? 'transfer.return-waits' : 'transfer.return-ordered', {
              amount: formatYuan(returnAsked.amount),
            })}
          </strong>
          <p>{t('transfer.return-reason', { reason: returnAsked.reason })}</p>
        </div>
      )}
      {isNew && matchRefusals.length > 0 && (
        <div className="notice warn">
          <strong>{t('transfer.notToMatch')}</strong>
          <RefusalList refusals={matchRefusals} />
        </div>
      )}
      {props.mayAct && (
        <div className="remittance-buttons">
          {isNew && matchRefusals.length === 0 && button('match', t('transfer.match'))}
          {returnAsked === null && excess > 0 && excess < whole
            ? button('return-excess', t('transfer.return-excess', { amount: formatYuan(excess) }))
            : null}
          {returnAsked === null && whole > 0
            ? button('return-whole', t('transfer.return-whole', { amount: formatYuan(whole) }))
            : null}
        </div>
      )}
      {asked === 'match' && <MatchDialog {...props} onClose={() => setAsked(null)} />}
      {(asked === 'return-whole' || asked === 'return-excess') && (
        <ReturnDialog
          {...props}
          amount={asked === 'return-whole' ? whole : excess}
          onClose={() => setAsked(null)}
        />
      )}
    </li>
  );
}

/** 核对入本件: with a reason where it is not what the sheet says. */
function MatchDialog(props: {
  readonly view: TransferView;
  readonly remittance: RemittanceView;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const match = useCommand('matchRemittance');
  const { view, remittance } = props;
  const { serviceNumber } = view.service;
  const fits = remittance.differences.length === 0;
  return (
    <TransferDialog
      title={t('transfer.match')}
      explanation={
        <p>
          {t(fits ? 'transfer.match-fits' : 'transfer.match-differs', {
            amount: formatYuan(remittance.amount),
            expected: formatYuan(view.expected ?? 0),
          })}
        </p>
      }
      reason={fits ? null : t('transfer.reason')}
      signed={false}
      submit={t('transfer.match')}
      busy={match.busy}
      run={(note) => match.run({ serviceNumber, remittanceId: remittance.id, note })}
      onClose={props.onClose}
    />
  );
}

/** 退回到账款: why, and the clerk's own signature; a second person approves. */
function ReturnDialog(props: {
  readonly view: TransferView;
  readonly remittance: RemittanceView;
  readonly amount: number;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const giveBack = useCommand('returnRemittance');
  const { view, remittance, amount } = props;
  const { serviceNumber } = view.service;
  return (
    <TransferDialog
      title={t('transfer.return')}
      explanation={
        <p>
          {t('transfer.return-explanation', {
            amount: formatYuan(amount),
            account: `${remittance.payerName} · ${remittance.payerBankName} · ${remittance.payerAccountNumber}`,
          })}
        </p>
      }
      reason={t('transfer.reason')}
      signed
      submit={t('transfer.return')}
      busy={giveBack.busy}
      run={(reason, password) =>
        giveBack.run({ serviceNumber, remittanceId: remittance.id, amount, reason, password })
      }
      onClose={props.onClose}
    />
  );
}
