import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { passingFailures } from '../../../contract/error-codes.ts';
import type { AttachmentView, ServiceView } from '../../../contract/service-views.ts';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { readableSize } from './scan-file.ts';

/** 扫描件: the scans of a service, with how far each has come to the central office. F5 adds one. */
export function AttachmentBlock(props: {
  readonly service: ServiceView;
  /** The document reader has the key while a document is to be read here. */
  readonly keyIsTaken: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, stage } = props.service;
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const query = useCounterQuery('listAttachments', { serviceNumber });
  const attachments = query.data?.attachments ?? [];
  const add = stage === 'withdrawn' ? null : () => setAdding(true);
  useFunctionKey('F5', t('keys.attach'), props.keyIsTaken ? null : add);
  return (
    <section className="scans" aria-label={t('attachment.title')}>
      <h2>
        {t('attachment.title')}
        {attachments.length > 0 && <small>{t('attachment.count', { count: attachments.length })}</small>}
        {add !== null && (
          <button type="button" className="link" onClick={add}>
            {t('attachment.add')} {!props.keyIsTaken && <kbd>F5</kbd>}
          </button>
        )}
      </h2>
      <FailureNotice failure={failureOf(query.error)} fate="not-read" />
      {attachments.length === 0 ? (
        query.data !== undefined && <p className="soft">{t('attachment.empty')}</p>
      ) : (
        <ul>
          {attachments.map((one) => (
            <Scan key={one.attachmentId} attachment={one} onOpen={() => setShown(one)} />
          ))}
        </ul>
      )}
      <AttachDialog
        key={adding ? 'open' : 'closed'}
        serviceNumber={serviceNumber}
        open={adding}
        onClose={() => setAdding(false)}
      />
      {shown !== null && <PreviewDialog attachment={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

/** That the line is down or busy is no fault of the scan: it waits, as the bar above says. */
const passing: readonly (string | null)[] = [null, ...passingFailures];

function Scan(props: { readonly attachment: AttachmentView; readonly onOpen: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const { kind, addedOn, clerkName, size, failureCode } = props.attachment;
  const { unit, size: number } = readableSize(size);
  return (
    <li>
      <button
        type="button"
        className="link"
        aria-label={t('attachment.open', { kind: t(`attachment-kind.${kind}`) })}
        onClick={props.onOpen}
      >
        {t(`attachment-kind.${kind}`)}
      </button>
      <StateTag attachment={props.attachment} />
      <span className="soft">
        {t('attachment.madeBy', {
          date: addedOn,
          clerk: clerkName,
          size: t(`attachment.size-${unit}`, { size: number }),
        })}
      </span>
      {failureCode !== null && !passing.includes(failureCode) && (
        <span className="advice">{failureSentenceOf(i18n, failureCode)}</span>
      )}
    </li>
  );
}

function failureSentenceOf(i18n: Parameters<typeof failureSentence>[0], code: string): string {
  // Written down by this program from the catalogue; one of a later version is named as it is.
  return failureSentence(i18n, { code: code as Parameters<typeof failureSentence>[1]['code'], params: {} });
}

const tone = { waiting: 'warn', sending: 'brand', received: 'ok', refused: 'bad' } as const;
const shape = { waiting: '◷', sending: '▲', received: '✓', refused: '✕' } as const;

/** Where the content is: colour, shape and word. */
function StateTag(props: { readonly attachment: AttachmentView }): ReactElement {
  const { t } = useTranslation();
  const { state, sent, size } = props.attachment;
  return (
    <span className={`tag ${tone[state]}`}>
      <span aria-hidden="true">{shape[state]}</span>
      {t(`attachment.state-${state}`, { percent: Math.floor((100 * sent) / size) })}
    </span>
  );
}
