import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEffectView } from '../../../contract/approval-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { EntryTable } from './entry-table.tsx';

/** What would be done: the amount, the personal account before and after, and every entry of which it consists. */
export function LedgerEffect(props: { readonly effect: LedgerEffectView }): ReactElement {
  const { t } = useTranslation();
  const { entries } = props.effect;
  return (
    <section className="ledger-effect" aria-label={t('ledger.effect')}>
      <LedgerFigures effect={props.effect} />
      <h3>{t('ledger.entries', { count: entries.length })}</h3>
      <EntryTable label={t('ledger.entriesLabel')} entries={entries} />
    </section>
  );
}

/** The amount in figures and capitals, and the personal account before and after. */
export function LedgerFigures(props: { readonly effect: LedgerEffectView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { amount, before, after } = props.effect;
  const yuan = (fen: number) => t('person.yuan', { amount: formatYuan(fen) });
  const way =
    after.balance < before.balance ? 'leaves' : after.balance > before.balance ? 'returns' : 'moves';
  return (
    <dl className="ledger-figures">
      <div>
        <dt className="soft">{t(`ledger.${way}`)}</dt>
        <dd>
          <b className="ledger-amount">{yuan(amount)}</b>
          {/* Figures and capitals, as paper has them; capitals are Chinese. */}
          {i18n.language === 'zh-CN' && <span>{yuanInCapitals(amount)}</span>}
        </dd>
      </div>
      <div>
        <dt className="soft">{t('ledger.balance')}</dt>
        <dd>
          <span className="ledger-balances">
            {yuan(before.balance)} <span aria-hidden="true">→</span>
            <span className="visually-hidden">{t('ledger.becomes')}</span> <b>{yuan(after.balance)}</b>
          </span>
          {after.status !== before.status && (
            <span className="tag warn">{t(`account-status.${after.status}`)}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
