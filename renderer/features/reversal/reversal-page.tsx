import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import type { ReversalWay } from '../../../domain/records/service-details.ts';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { ReasonField, useReason } from '../../components/reason-field.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import { EntryTable } from '../approval/entry-table.tsx';
import { LedgerFigures } from '../approval/ledger-effect.tsx';
import { SignerFields, useSigner } from '../approval/signer.tsx';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { Step } from '../issue-card/step.tsx';
import '../approval/approval.css';

/**
 * 冲正、当日撤销, begun from an entry on the person's page or from the service that has posted it; and 追回, where the money has
 * left and nothing can be undone.
 */
export function ReversalPage(): ReactElement {
  const { personId, groupId } = useParams({ from: '/persons/$personId/reversal/$groupId' });
  const [way, setWay] = useState<ReversalWay>('reverse');
  const page = useCounterQuery('getPersonPage', { personId });
  const reversal = useCounterQuery('getReversal', { personId, groupId, way });
  return (
    <Answer query={page} rows={10}>
      {(person) => (
        <Answer query={reversal} rows={10}>
          {(shown) => (
            <Reversal
              key={`${groupId} ${way}`}
              page={person}
              groupId={groupId}
              way={way}
              shown={shown}
              onClaim={() => setWay('claim')}
            />
          )}
        </Answer>
      )}
    </Answer>
  );
}

/** What is reversed and what that does, why, and the clerk's own signature; then it waits for a second person. */
function Reversal(props: {
  readonly page: PersonPage;
  readonly groupId: string;
  readonly way: ReversalWay;
  readonly shown: CallOutput<'getReversal'>;
  readonly onClaim: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { page, groupId, way, shown, onClaim } = props;
  const { personId } = page;
  const { effect, refusals, reversed, sameDay } = shown;
  const claims = way === 'claim';
  const canClaim = !claims && refusals.some(({ code }) => code === 'entries-at-the-bank');
  const request = useCommand('requestReversal');
  const signer = useSigner(false);
  const reason = useReason();
  const [told, setTold] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => takeFocus(form.current?.querySelector('textarea')), []);
  useFunctionKey('F7', t('reversal.claim'), canClaim ? onClaim : null);

  async function run(): Promise<void> {
    if (effect === null) return;
    setTold(null);
    // Both, so that everything that is missing is said at one time.
    const who = signer.read();
    const why = reason.read();
    if (why === null || who === null) return;
    const outcome = await request.run({
      personId,
      groupId,
      way,
      reason: why,
      amount: effect.amount,
      password: who.password,
    });
    if (outcome.ok) {
      const { serviceNumber } = outcome.value;
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber }, replace: true });
      return;
    }
    setTold(signer.place(outcome.error));
  }

  return (
    <ServiceLayout
      title={t(claims ? 'reversal.title-claim' : sameDay ? 'reversal.title-same-day' : 'reversal.title')}
      personName={page.name}
      maskedNumber={page.maskedNumber}
      serviceNumber={null}
      confirmation={null}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        effect === null
          ? null
          : {
              label: t(claims ? 'reversal.submit-claim' : 'reversal.submit'),
              busy: request.busy,
              run: () => void run(),
            }
      }
      steps={
        <ol className="steps">
          <Step
            number={1}
            title={t(claims ? 'reversal.claimed' : 'reversal.reversed')}
            state="now"
            summary={claims ? '' : t(sameDay ? 'reversal.sameDay' : 'reversal.later')}
          >
            {refusals.length > 0 && (
              <div className="notice warn sheet-notice">
                <strong>{t(claims ? 'reversal.impossible-claim' : 'reversal.impossible')}</strong>
                <RefusalList refusals={refusals} />
                {canClaim && (
                  <button type="button" className="button" onClick={onClaim}>
                    <kbd>F7</kbd>
                    {t('reversal.claim')}
                  </button>
                )}
              </div>
            )}
            {reversed.length > 0 && <EntryTable label={t('reversal.reversed')} entries={reversed} />}
            {effect !== null && (
              <section className="ledger-effect">
                <h3>{t('ledger.entries', { count: effect.entries.length })}</h3>
                <EntryTable label={t('ledger.entriesLabel')} entries={effect.entries} />
              </section>
            )}
          </Step>
          <Step number={2} title={t('reversal.step-reason')} state={effect === null ? 'later' : 'now'}>
            <form
              ref={form}
              noValidate
              onKeyDown={advanceOnEnter}
              onSubmit={(event) => {
                event.preventDefault();
                void run();
              }}
            >
              <div className="form-grid one-column">
                <ReasonField
                  reason={reason}
                  label={t('reversal.reason')}
                  missing={t('refusal.reversal-reason-missing')}
                />
                <SignerFields signer={signer} />
              </div>
              <input type="submit" hidden />
            </form>
            <FailureNotice failure={told} fate="not-saved" />
          </Step>
          <Step
            number={3}
            title={t('approval.step-decision')}
            state="later"
            summary={t(claims ? 'reversal.then-claimed' : 'reversal.then-approved')}
          />
        </ol>
      }
      panel={
        <>
          <h2>{t('reversal.effect')}</h2>
          {effect === null ? (
            <p className="empty">{t('reversal.noEffect')}</p>
          ) : (
            <LedgerFigures effect={effect} />
          )}
          <p className="soft panel-advice">{t(claims ? 'reversal.advice-claim' : 'reversal.advice')}</p>
        </>
      }
    />
  );
}
