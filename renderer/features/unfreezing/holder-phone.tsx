import type { ReactElement } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** The number under which the person is told, shown when asked for, which is noted (Personal Information Protection Law). */
export function HolderPhone(props: { readonly serviceNumber: string }): ReactElement {
  const { t } = useTranslation();
  const [phones, setPhones] = useState<CallOutput<'revealPhone'> | null>(null);
  const reveal = useCommand('revealPhone');
  async function show(): Promise<void> {
    const outcome = await reveal.run({ serviceNumber: props.serviceNumber });
    if (outcome.ok) setPhones(outcome.value);
  }
  return (
    <span>
      {phones === null ? (
        <button type="button" className="link" onClick={() => void show()}>
          {t('bank-request.showPhone')}
        </button>
      ) : (
        <>
          <span className="soft">{t('service-point.phoneOfHolder')}</span>{' '}
          <b className="number">{phones.holder ?? t('service-point.noPhone')}</b>
        </>
      )}
      <FailureNotice failure={reveal.failure} fate="not-read" />
    </span>
  );
}
