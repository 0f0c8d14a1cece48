import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox, Radio, type CheckboxRef } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { DocumentFields } from './document-fields.tsx';
import {
  collectorForm,
  inputMessage,
  type CollectorFormInput,
  type CollectorFormValues,
} from './document-form.ts';
import { usePrimaryAction, type PrimaryAction } from './service-layout.tsx';
import { useDocumentReader } from './use-document-reader.ts';
import { applicantAs, expectedTaker, takers, takersBeside, type Taker } from './who-takes-it.ts';

const names = {
  kind: 'collector.documentKind',
  number: 'collector.documentNumber',
  name: 'collector.name',
  validUntil: 'collector.documentValidUntil',
} as const;

/**
 * Receipt printed, signed, card in the right hand: from then on it is his valid card. Mostly who applied takes it; who
 * else comes shows his document, and with it the holder's.
 */
export function HandOverStep(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { service, onPrimary } = props;
  const { serviceNumber, representative, personName } = service;
  const applicant = applicantAs(service);
  const [other, setOther] = useState<Taker | null>(expectedTaker(service));
  const [signed, setSigned] = useState(false);
  const [holderDocumentShown, setHolderDocumentShown] = useState(false);
  const [formerCardTakenIn, setFormerCardTakenIn] = useState(false);
  const box = useRef<CheckboxRef>(null);
  const handOver = useCommand('handOverCard');
  const reader = useDocumentReader(service.personId);
  const role = other ?? applicant;
  const showsBoth = role === 'agent' || role === 'guardian';
  const isTakenIn = service.applicationType === '06' || service.applicationType === '07';

  const form = useForm<CollectorFormInput, unknown, CollectorFormValues>({
    resolver: zodResolver(collectorForm, { error: inputMessage }),
    defaultValues: { collector: emptyCollector },
    reValidateMode: 'onSubmit',
  });

  useForgetAtChange(form);

  async function submit(collector: CollectorFormValues['collector'] | null): Promise<void> {
    const outcome = await handOver.run({
      serviceNumber,
      receiptSigned: signed,
      collector: collector === null || other === null ? null : { ...collector, role: other },
      holderDocumentShown,
      formerCardTakenIn,
    });
    if (!outcome.ok && collector === null) box.current?.focus();
  }
  function run(): void {
    if (other === null) void submit(null);
    else void form.handleSubmit(({ collector }) => submit(collector))();
  }
  usePrimaryAction(onPrimary, { label: t('hand-over.submit'), busy: handOver.busy, run });
  useEffect(() => box.current?.focus(), []);

  async function read(): Promise<void> {
    const read = await reader.read(other === 'holder' ? 'holder' : 'representative');
    if (read === null || other === null) return;
    const { photo: _shownAtTheDesk, ...presented } = read;
    flushSync(() => form.reset({ collector: { ...presented, role: other } }));
    requestAnimationFrame(() => box.current?.focus());
  }
  useFunctionKey('F5', t('keys.reader'), other !== null && !reader.busy ? () => void read() : null);

  return (
    <>
      <ol className="hand-over">
        <li>
          <span>{t(role === 'holder' ? 'hand-over.print' : 'hand-over.printOther')}</span>
          <button
            type="button"
            className="link"
            onClick={() =>
              void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } })
            }
          >
            {t('keys.receipt')} <kbd>F4</kbd>
          </button>
          <span className="soft">{t('hand-over.prints', { count: service.receiptPrints })}</span>
        </li>
        <li>
          <span>{t('hand-over.collector')}</span>
          <Radio.Group
            aria-label={t('hand-over.collector')}
            value={other ?? 'applicant'}
            onChange={(event) => setOther(takers.find((one) => one === event.target.value) ?? null)}
            options={[
              {
                value: 'applicant',
                label: t('hand-over.sameAsApplicant', {
                  role: t(`collector-role.${applicant}`),
                  name: representative?.name ?? personName,
                }),
              },
              ...takersBeside(service).map(({ taker, again }) => ({
                value: taker,
                label: again
                  ? t('hand-over.anotherDocument', { role: t(`collector-role.${taker}`) })
                  : t(`collector-role.${taker}`),
              })),
            ]}
          />
        </li>
        {other !== null && (
          <li>
            <form
              className="form-grid"
              noValidate
              onKeyDownCapture={advanceOnEnter}
              data-document="collector"
            >
              <DocumentFields form={form} names={names} />
            </form>
          </li>
        )}
        {showsBoth && (
          <li>
            <Checkbox
              checked={holderDocumentShown}
              onChange={(event) => setHolderDocumentShown(event.target.checked)}
            >
              {t('hand-over.holderDocumentShown')}
            </Checkbox>
          </li>
        )}
        {isTakenIn && (
          <li>
            <Checkbox
              checked={formerCardTakenIn}
              onChange={(event) => setFormerCardTakenIn(event.target.checked)}
            >
              {t('hand-over.formerCardTakenIn', { tail: (service.formerCardNumber ?? '').slice(-4) })}
            </Checkbox>
          </li>
        )}
        <li>
          <Checkbox ref={box} checked={signed} onChange={(event) => setSigned(event.target.checked)}>
            {t(role === 'holder' ? 'hand-over.signed' : 'hand-over.signedOther')}
          </Checkbox>
        </li>
      </ol>
      <FailureNotice failure={reader.failure} fate="not-read" />
      <FailureNotice failure={handOver.failure} fate="not-saved" />
    </>
  );
}

const emptyCollector = {
  role: 'holder',
  name: '',
  documentKind: 'resident-id-card',
  documentNumber: '',
  documentValidUntil: '',
} as const;
