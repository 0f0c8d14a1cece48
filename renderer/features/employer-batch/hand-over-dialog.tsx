import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox, Radio, type CheckboxRef } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { batchCalls } from '../../../contract/batch-calls.ts';
import type { BatchView } from '../../../contract/batch-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { listOf, readValidUntil } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { DocumentFields } from '../issue-card/document-fields.tsx';
import { inputMessage } from '../issue-card/document-form.ts';
import { useDocumentReader } from '../issue-card/use-document-reader.ts';

const presented = batchCalls.handOverBatch.input.shape.agent.unwrap();
const collectorForm = z.object({
  agent: presented.extend({
    documentValidUntil: z.string().transform(readValidUntil).pipe(presented.shape.documentValidUntil),
  }),
});
type CollectorInput = z.input<typeof collectorForm>;
type Collector = z.output<typeof collectorForm>;

const names = {
  kind: 'agent.documentKind',
  number: 'agent.documentNumber',
  name: 'agent.name',
  validUntil: 'agent.documentValidUntil',
} as const;

/** Reasons that hold for one card alone: that one stays here, and the others go. */
const ofOneCard: readonly string[] = [
  'batch-holder-deceased',
  'batch-holder-has-card',
  'batch-card-not-ready',
  'service-not-in-batch',
];

/**
 * 整批交付: the list is signed and the cards go along with whoever came with the letter, or with another by his own
 * document. A card that may not go any more stays: the clerk takes it out, and the rest is handed over.
 */
export function HandOverDialog(props: {
  readonly batch: BatchView;
  /** Cards that lie here. */
  readonly count: number;
  readonly onClose: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { batch } = props;
  const [other, setOther] = useState(false);
  const [listSigned, setSigned] = useState(false);
  const [leaveOut, setLeaveOut] = useState<readonly string[]>([]);
  const box = useRef<CheckboxRef>(null);
  const handOver = useCommand('handOverBatch');
  const form = useForm<CollectorInput, unknown, Collector>({
    resolver: zodResolver(collectorForm, { error: inputMessage }),
    defaultValues: {
      agent: { name: '', documentKind: 'resident-id-card', documentNumber: '', documentValidUntil: '' },
    },
    reValidateMode: 'onSubmit',
  });
  useEffect(() => box.current?.focus(), []);

  async function submit(agent: Collector['agent'] | null): Promise<void> {
    const outcome = await handOver.run({
      batchId: batch.batchId,
      agent,
      listSigned,
      leaveOut: [...leaveOut],
    });
    if (outcome.ok) props.onClose();
    else box.current?.focus();
  }
  const run = () => {
    if (other) void form.handleSubmit(({ agent }) => submit(agent))();
    else void submit(null);
  };
  const staying = servicesThatStay(handOver.failure).filter((service) => !leaveOut.includes(service));
  return (
    <Dialog
      open
      width={720}
      title={t('batch.handOverTitle', { count: props.count - leaveOut.length })}
      onClose={props.onClose}
      submit={{ label: t('batch.handOver'), busy: handOver.busy, run }}
    >
      <div className="dialog-field">
        <span className="soft">{t('hand-over.collector')}</span>
        <Radio.Group
          aria-label={t('hand-over.collector')}
          value={other ? 'other' : 'same'}
          onChange={(event) => setOther(event.target.value === 'other')}
          options={[
            {
              value: 'same',
              label: t('batch.sameAgent', { name: batch.agentName, number: batch.maskedAgentNumber }),
            },
            { value: 'other', label: t('batch.otherAgent') },
          ]}
        />
      </div>
      {other && <OtherAgent form={form} onRead={() => box.current?.focus()} />}
      <div className="dialog-field">
        <Checkbox ref={box} checked={listSigned} onChange={(event) => setSigned(event.target.checked)}>
          {t('batch.listSigned')}
        </Checkbox>
      </div>
      <p className="soft">{t('batch.handOverAdvice')}</p>
      {leaveOut.length > 0 && <p>{t('batch.leftOut', { services: listOf(i18n.language, leaveOut) })}</p>}
      <FailureNotice failure={handOver.failure} fate="not-saved">
        {staying.length > 0 && (
          <button type="button" className="button" onClick={() => setLeaveOut([...leaveOut, ...staying])}>
            {t('batch.leaveOut', { count: staying.length })}
          </button>
        )}
      </FailureNotice>
    </Dialog>
  );
}

/** Another than who came with the letter: his document, read or typed. Within the dialogue, whose keys it has. */
function OtherAgent(props: {
  readonly form: UseFormReturn<CollectorInput, unknown, Collector>;
  readonly onRead: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { form, onRead } = props;
  useForgetAtChange(form);
  const reader = useDocumentReader(null);
  async function read(): Promise<void> {
    const document = await reader.read('representative');
    if (document === null) return;
    const { photo: _shownAtTheDesk, ...presented } = document;
    flushSync(() => form.reset({ agent: presented }));
    onRead();
  }
  useFunctionKey('F5', t('keys.reader'), reader.busy ? null : () => void read());
  return (
    <form
      className="form-grid other-agent"
      noValidate
      onKeyDownCapture={advanceOnEnter}
      data-document="collector"
    >
      <DocumentFields form={form} names={names} />
      {reader.failure !== null && (
        <div className="form-wide">
          <FailureNotice failure={reader.failure} fate="not-read">
            <p>{t('issue-card.typeInstead')}</p>
          </FailureNotice>
        </div>
      )}
    </form>
  );
}

function servicesThatStay(failure: Failure | null): readonly string[] {
  const services = (failure?.refusals ?? []).flatMap(({ code, params }) => {
    const { service } = params;
    return ofOneCard.includes(code) && typeof service === 'string' ? [service] : [];
  });
  return [...new Set(services)];
}
