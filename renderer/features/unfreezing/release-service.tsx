import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import { RightsToday } from '../person/rights-today.tsx';

/** 启封 until it is done: what is sealed and why it may be released, who asks, and then at once. */
export function ReleaseService(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  const release = useCommand('releaseAccount');
  const card = page.cards.find(({ status, statusBeforeLoss }) => (statusBeforeLoss ?? status) === '0');
  const sealed = [
    ...(page.personalAccount?.status === 'sealed' ? [t('unfreezing.sealedAccount')] : []),
    ...(card === undefined ? [] : [t('unfreezing.sealedCard', { tail: card.cardNumber.slice(-4) })]),
  ];
  return (
    <DeskService
      page={page}
      title={t('service-kind.release-account')}
      subjectTitle={t('unfreezing.step-sealed')}
      subject={sealed.join(' · ')}
      impossible={
        page.offers.find(({ kind }) => kind === 'release-account')?.refusals ?? [
          { code: 'account-not-sealed', params: {}, basis: 'counter-practice', field: null },
        ]
      }
      channels={['in-person', 'agent', 'guardian']}
      submitLabel={() => t('unfreezing.submit-release')}
      effect={() => t('unfreezing.effect-release')}
      panel={({ documentPhoto }) => (
        <>
          <PersonRecord page={page} documentPhoto={documentPhoto} />
          <RightsToday page={page} />
        </>
      )}
      ask={async (presented) => {
        if (presented === null) throw new Error('a seal is not released by telephone');
        return await release.run({ personId: page.personId, ...presented });
      }}
      busy={release.busy}
      failure={release.failure}
    />
  );
}
