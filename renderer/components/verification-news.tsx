import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerification } from '../../contract/paper-verification.ts';

/**
 * Beside the preview of a paper: that its code is awaited, or that it has come since the paper was printed, which may have been
 * without it and is to be exchanged.
 */
export function VerificationNews(props: {
  readonly verification: PaperVerification;
  /** How many times the paper was printed before. */
  readonly reprint: number;
}): ReactElement | null {
  const { t } = useTranslation();
  const { verification, reprint } = props;
  if (verification?.state !== 'standing') return null;
  const { code } = verification;
  if (code === null) return <p role="status">{t('verification.awaited')}</p>;
  return reprint === 0 ? null : <p role="status">{t('verification.confirmedSince', { code })}</p>;
}
