import { useTranslation } from 'react-i18next';
import type { CallInput, CallOutput } from '../../../contract/counter-calls.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';

type Whose = NonNullable<CallInput<'readIdentityDocument'>['whose']>;

/** A document as a form takes it, with the photo that was read, as a data: URL, or null. */
export interface ReadDocument {
  readonly name: string;
  readonly documentKind: CallOutput<'readIdentityDocument'>['documentKind'];
  readonly documentNumber: string;
  readonly documentValidUntil: string;
  readonly photo: string | null;
}

/** The reader on the desk, for the documents of one person's service, or, without a person, of who acts for an employer. */
export function useDocumentReader(personId: string | null): {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly read: (whose: Whose) => Promise<ReadDocument | null>;
} {
  const { t } = useTranslation();
  const reader = useCommand('readIdentityDocument');
  return {
    busy: reader.busy,
    failure: reader.failure,
    async read(whose) {
      const outcome = await reader.run({ personId, whose });
      if (!outcome.ok) return null;
      const { name, documentKind, documentNumber, validUntil, photo } = outcome.value;
      const documentValidUntil = validUntil === 'long-term' ? t('issue-card.longTerm') : validUntil;
      return { name, documentKind, documentNumber, documentValidUntil, photo };
    },
  };
}
