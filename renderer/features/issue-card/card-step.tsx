import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { failureOf, useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { readableSerial, timeWithSecondsOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { belongsToInputMethod } from '../../components/input-method.ts';
import { failureSentence, refusalSentence } from '../../components/refusal-sentence.ts';
import { useScans } from '../../components/scans.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { Field } from '../../components/field.tsx';
import { focusPrimary, usePrimaryAction, type PrimaryAction } from './service-layout.tsx';
import { making, makingsDone, nextMaking, type Making } from './service-progress.ts';
import { SpoilDialog } from './spoil-dialog.tsx';

interface CardStepProps {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}

/** A blank from the stock, by scan or keyboard, and then chip, print and check, each recorded when it is done. */
export function CardStep(props: CardStepProps): ReactElement {
  const { t, i18n } = useTranslation();
  const status = useKnownCounterStatus();
  const { service, onPrimary } = props;
  const [typed, setTyped] = useState('');
  const [spoiling, setSpoiling] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const record = useCommand('recordCardProduction');
  const taken = service.blankSerial;
  const next = nextMaking(service);
  const serial = taken ?? typed.replace(/\s/g, '');
  const complete = /^\d{8}$/.test(serial);

  const stock = useCounterQuery('listBlankCards', {}, taken === null);
  const verdict = useCounterQuery('checkBlankCard', { blankSerial: serial }, taken === null && complete);
  const refused = failureOf(verdict.error);
  const usable = taken !== null || (complete && verdict.data !== undefined && verdict.error === null);

  function run(): void {
    // Who is quicker than the look at the stock need not press again: the rule looks once more in any case.
    if (usable || (complete && refused === null)) {
      void record.run({ serviceNumber: service.serviceNumber, blankSerial: serial, step: next, note: null });
    } else field.current?.focus();
  }
  usePrimaryAction(onPrimary, { label: t(`production.do-${next}`), busy: record.busy, run });

  useEffect(() => {
    if (taken === null) field.current?.focus();
  }, [taken]);
  useScans(['blank-serial'], (scan) => {
    if (taken === null) setTyped(readableSerial(scan.text));
  });
  useFunctionKey('F9', t('keys.spoil'), taken === null ? null : () => setSpoiling(true));

  const error =
    refused === null
      ? undefined
      : refused.refusals.length > 0
        ? refused.refusals.map((one) => refusalSentence(i18n, one)).join(' ')
        : failureSentence(i18n, refused);
  const first = stock.data?.next[0];
  return (
    <>
      {taken === null && (
        <div className="form-grid">
          <Field
            id="blank-serial"
            label={t('issue-card.blankSerial')}
            error={error}
            hint={
              <p className="field-hint">
                {verdict.data !== undefined && complete ? (
                  <span className="hint-ok">
                    ✓ {t('issue-card.blankGood', { card: verdict.data.cardNumber })}
                  </span>
                ) : (
                  stock.data !== undefined &&
                  (first === undefined
                    ? t('issue-card.stockEmpty')
                    : t('issue-card.stock', {
                        count: stock.data.inStock,
                        next: readableSerial(first.blankSerial),
                      }))
                )}
              </p>
            }
          >
            <input
              ref={field}
              id="blank-serial"
              className="input number"
              inputMode="numeric"
              autoComplete="off"
              placeholder={t('issue-card.blankHint')}
              maxLength={12}
              value={typed}
              aria-invalid={error !== undefined}
              aria-describedby={error === undefined ? undefined : 'blank-serial-error'}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                // Enter goes on, as from every field; that the chip was written is said with a key of its own.
                if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return;
                event.preventDefault();
                if (usable) focusPrimary();
                else event.currentTarget.select();
              }}
            />
          </Field>
          <label htmlFor="card-name">{t('issue-card.cardName')}</label>
          <input id="card-name" className="input" value={service.personName} readOnly tabIndex={-1} />
        </div>
      )}
      <ol className="making">
        {making.map((step) => (
          <MakingLine
            key={step}
            service={service}
            step={step}
            next={taken === null && !usable ? null : next}
          />
        ))}
      </ol>
      {status.mode === 'demonstration' && <p className="say">{t('production.demonstration')}</p>}
      {taken !== null && (
        <p className="step-more">
          <button type="button" className="link" onClick={() => setSpoiling(true)}>
            {t('spoil.button')} <kbd>F9</kbd>
          </button>
        </p>
      )}
      <FailureNotice failure={record.failure} fate="not-saved" />
      <SpoilDialog service={service} open={spoiling} onClose={() => setSpoiling(false)} />
    </>
  );
}

function MakingLine(props: {
  readonly service: ServiceView;
  readonly step: Making;
  readonly next: Making | null;
}): ReactElement {
  const { t } = useTranslation();
  const { service, step, next } = props;
  const position = making.indexOf(step);
  const done =
    position < makingsDone(service) ? service.steps.findLast((one) => one.step === step) : undefined;
  const state = done !== undefined ? 'done' : step === next ? 'now' : 'later';
  return (
    <li className={state}>
      <span className="making-mark" aria-hidden="true">
        {done === undefined ? position + 1 : '✓'}
      </span>
      <span>{t(`production.${step}`)}</span>
      <span className="soft">
        {done !== undefined
          ? `${timeWithSecondsOf(done.at)} ${done.clerkName}`
          : state === 'now'
            ? t('production.confirm')
            : ''}
      </span>
    </li>
  );
}
