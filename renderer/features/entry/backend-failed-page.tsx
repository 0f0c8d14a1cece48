import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackendState } from '../../../contract/window-bridge.ts';
import { EntryFrame } from './entry-frame.tsx';

/** The backend could not start: why, and what to do. What was done before is in the file and safe. */
export function BackendFailedPage(props: { readonly backend: BackendState }): ReactElement {
  const { t, i18n } = useTranslation();
  const key = `error.${props.backend.code ?? 'internal-error'}`;
  return (
    <EntryFrame status={null}>
      <div className="entry-form" role="alert">
        <h1>{t('entry.backendFailed')}</h1>
        <p className="entry-notice">
          {i18n.exists(key) ? t(key, props.backend.params) : t('error.internal-error')}
        </p>
        <p>{t('entry.backendFailedAdvice')}</p>
        {props.backend.code !== null && (
          <p className="soft">{t('failure.code', { code: props.backend.code })}</p>
        )}
      </div>
    </EntryFrame>
  );
}
