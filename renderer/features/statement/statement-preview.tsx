import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { BalanceCurve } from './balance-curve.tsx';
import './statement.css';

/** What the statement comes to, before it is asked for: the curve, and the four sums of which it consists. */
export function StatementPreview(props: {
  readonly preview: CallOutput<'getStatementPreview'> | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { preview } = props;
  return (
    <section className="statement-preview" aria-label={t('statement.preview')} aria-live="polite">
      <h2>{t('statement.preview')}</h2>
      {preview === undefined ? (
        <p className="empty">{t('statement.previewAwaited')}</p>
      ) : (
        <>
          <BalanceCurve curve={preview.curve} label={t('statement.curve')} width={400} />
          <dl>
            {(['opening', 'credits', 'debits', 'closing'] as const).map((sum) => (
              <div key={sum}>
                <dt>{t(`statement.${sum}`)}</dt>
                <dd>{formatYuan(preview.figures[sum])}</dd>
              </div>
            ))}
          </dl>
          <p className="soft">{t('statement.lines', { count: preview.lines })}</p>
        </>
      )}
    </section>
  );
}
