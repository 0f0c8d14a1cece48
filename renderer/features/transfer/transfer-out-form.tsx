import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { TransferDesk } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { SignerFields, useSigner } from '../approval/signer.tsx';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { OtherAreaFields } from './other-area-fields.tsx';
import { otherAreaOf } from './other-area-form.ts';
import { channelsOf, dueText, refusalsOf } from './transfer-offer.ts';
import { useOtherArea } from './use-other-area.ts';
import '../approval/approval.css';
import './transfer.css';

/** 关系转出: where he goes, who asks, what leaves with him, and the clerk's own signature. */
export function TransferOut(props: { readonly page: PersonPage; readonly desk: TransferDesk }): ReactElement {
  const { t } = useTranslation();
  const { page, desk } = props;
  const { leaving } = desk;
  const area = useOtherArea();
  const signer = useSigner(false);
  const accept = useCommand('acceptTransferOut');
  const [told, setTold] = useState<Failure | null>(null);

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    const who = signer.read();
    if (presented === null || who === null || leaving === null) {
      throw new Error('nobody leaves unsigned, or with what cannot be told');
    }
    setTold(null);
    const outcome = await accept.run({
      personId: page.personId,
      ...presented,
      otherArea: otherAreaOf(area.values()),
      amount: leaving.amount,
      password: who.password,
    });
    if (!outcome.ok) setTold(signer.place(outcome.error));
    return outcome;
  }

  return (
    <DeskService
      page={page}
      title={t('service-kind.transfer-out')}
      subjectTitle={t('transfer.step-where-to')}
      subject={null}
      fields={
        <div className="form-grid dense">
          <OtherAreaFields form={area.form} account="transfer.account-out" />
        </div>
      }
      checkFields={async () => {
        const fits = await area.form.trigger();
        return signer.read() !== null && fits;
      }}
      placeRefusal={area.place}
      impossible={refusalsOf(page, 'transfer-out')}
      channels={channelsOf(page)}
      signature={
        <>
          {leaving !== null && <Leaving leaving={leaving} />}
          <div className="form-grid">
            <SignerFields signer={signer} />
          </div>
        </>
      }
      submitLabel={() => t('transfer.submit-out')}
      effect={() => t('transfer.effect-out', { due: dueText(desk.dueOut, t) })}
      panel={({ documentPhoto }) => (
        <>
          <PersonRecord page={page} documentPhoto={documentPhoto} />
          <p className="soft transfer-advice">{t('transfer.advice-out')}</p>
        </>
      )}
      ask={ask}
      busy={accept.busy}
      failure={told}
    />
  );
}

/** What leaves today: interest first, then the whole balance. */
function Leaving(props: { readonly leaving: NonNullable<TransferDesk['leaving']> }): ReactElement {
  const { t } = useTranslation();
  const { balance, interest, amount } = props.leaving;
  const yuan = (fen: number) => t('receipt.yuan', { amount: formatYuan(fen) });
  return (
    <dl className="transfer-leaving">
      <div>
        <dt className="soft">{t('transfer.balance')}</dt>
        <dd>{yuan(balance)}</dd>
      </div>
      <div>
        <dt className="soft">{t('transfer.interest')}</dt>
        <dd>+ {yuan(interest)}</dd>
      </div>
      <div>
        <dt className="soft">{t('transfer.leaving')}</dt>
        <dd>
          <b className="transfer-amount">= {yuan(amount)}</b>{' '}
          <span className="soft">
            {t('service-details.inCapitals', { capitals: yuanInCapitals(amount) })}
          </span>
        </dd>
      </div>
    </dl>
  );
}
