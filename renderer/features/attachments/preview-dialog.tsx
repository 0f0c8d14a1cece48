import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentView } from '../../../contract/service-views.ts';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { readableSize } from './scan-file.ts';

/** A scan as it is, from this counter's file or from the central office. */
export function PreviewDialog(props: {
  readonly attachment: AttachmentView;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { attachmentId, kind, mediaType, size, addedOn } = props.attachment;
  // A window shows pictures; nothing else is given a place to run in it.
  const isPicture = mediaType !== 'application/pdf';
  const query = useCounterQuery('getAttachment', { attachmentId }, isPicture);
  const failure = failureOf(query.error);
  const client = useQueryClient();
  // Somebody's papers stay in memory no longer than they are looked at.
  useEffect(() => () => client.removeQueries({ queryKey: ['getAttachment'] }), [client]);
  const { unit, size: number } = readableSize(size);
  const title = t('attachment.preview', { kind: t(`attachment-kind.${kind}`), date: addedOn });
  return (
    <Dialog open title={title} onClose={props.onClose} width={920}>
      <FailureNotice failure={failure} fate="not-read" />
      {!isPicture && (
        <p>{t('attachment.noPreview', { size: t(`attachment.size-${unit}`, { size: number }) })}</p>
      )}
      {isPicture && failure === null && (
        <div className="scan-picture">
          {query.data === undefined ? (
            <span className="soft">{t('attachment.loading')}</span>
          ) : (
            <img src={query.data.content} alt={title} />
          )}
        </div>
      )}
    </Dialog>
  );
}
