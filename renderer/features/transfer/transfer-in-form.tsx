import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { TransferDesk } from '../../../contract/transfer-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { OwnText } from '../contribution-services/own-fields.tsx';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import { OtherAreaFields } from './other-area-fields.tsx';
import { certificateOf, otherAreaOf } from './other-area-form.ts';
import { channelsOf, dueText, refusalsOf } from './transfer-offer.ts';
import { useOtherArea } from './use-other-area.ts';
import './transfer.css';

/** 关系转入: where he comes from, the certificate that he brings, and who asks. */
export function TransferIn(props: { readonly page: PersonPage; readonly desk: TransferDesk }): ReactElement {
  const { t } = useTranslation();
  const { page, desk } = props;
  const area = useOtherArea();
  const accept = useCommand('acceptTransferIn');
  return (
    <DeskService
      page={page}
      title={t('service-kind.transfer-in')}
      subjectTitle={t('transfer.step-where-from')}
      subject={null}
      fields={
        <div className="form-grid dense">
          <OtherAreaFields form={area.form} account="transfer.account-in" />
          <h3 className="form-wide transfer-account">{t('transfer.brought')}</h3>
          <OwnText form={area.form} name="certificateNumber" label="transfer.certificateNumber" />
          <OwnText form={area.form} name="checkCode" label="transfer.checkCode" />
        </div>
      }
      checkFields={() => area.form.trigger()}
      placeRefusal={area.place}
      impossible={refusalsOf(page, 'transfer-in')}
      channels={channelsOf(page)}
      submitLabel={() => t('transfer.submit-in')}
      effect={() => t('transfer.effect-in', { due: dueText(desk.dueIn, t) })}
      panel={({ documentPhoto }) => (
        <>
          <PersonRecord page={page} documentPhoto={documentPhoto} />
          <p className="soft transfer-advice">{t('transfer.advice-in')}</p>
        </>
      )}
      ask={async (presented) => {
        if (presented === null) throw new Error('nobody comes by telephone');
        const values = area.values();
        return await accept.run({
          personId: page.personId,
          ...presented,
          otherArea: otherAreaOf(values),
          broughtCertificate: certificateOf(values),
        });
      }}
      busy={accept.busy}
      failure={accept.failure}
    />
  );
}
