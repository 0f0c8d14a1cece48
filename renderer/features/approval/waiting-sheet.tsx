import { Segmented } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { takeFocus } from '../../components/take-focus.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { Step } from '../issue-card/step.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { SheetPanel } from './sheet-panel.tsx';
import { SheetContent } from './sheet-content.tsx';
import { SignerFields, useSigner } from './signer.tsx';

type Desk = 'own' | 'this-desk';

/** 复核单 that waits: what is decided about, and the decision, by who is signed in or by a second clerk at his desk. */
export function WaitingSheet(props: {
  readonly sheet: ApprovalSheet;
  readonly onPrint: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { sheet } = props;
  const { approvalId, effect, obstacles } = sheet;
  const notByHimself = [...sheet.refusals, ...sheet.limitRefusals];
  const [desk, setDesk] = useState<Desk>(notByHimself.length === 0 ? 'own' : 'this-desk');
  const [refusing, setRefusing] = useState(false);
  const [told, setTold] = useState<Failure | null>(null);
  const [decided, setDecided] = useState(false);
  const approve = useCommand('approveService');
  const atThisDesk = desk === 'this-desk';
  const signer = useSigner(atThisDesk);
  const form = useRef<HTMLFormElement>(null);
  const mayApprove = effect !== null && (atThisDesk || notByHimself.length === 0);
  const mayRefuse = atThisDesk || sheet.refusals.length === 0;

  useEffect(() => takeFocus(form.current?.querySelector('input.input')), []);
  useFunctionKey('F4', t('approval.print'), props.onPrint);
  useFunctionKey('F7', t('approval.refuse'), mayRefuse ? () => setRefusing(true) : null);

  async function run(): Promise<void> {
    if (effect === null || !mayApprove || decided) return;
    setTold(null);
    const who = signer.read();
    if (who === null) return;
    const outcome = await approve.run({ approvalId, amount: effect.amount, ...who });
    // The page asks again by itself; until then nothing is decided a second time.
    if (outcome.ok) setDecided(true);
    else setTold(signer.place(outcome.error));
  }

  return (
    <ServiceLayout
      title={`${t('approval.sheet')} · ${t(`approval-kind.${sheet.kind}`)}`}
      personName={sheet.personName}
      maskedNumber={sheet.maskedNumber}
      serviceNumber={sheet.serviceNumber}
      confirmation={sheet.service.confirmation}
      onSuspend={null}
      onBack={props.onBack}
      moreButtons={
        mayRefuse && (
          <button type="button" className="button" onClick={() => setRefusing(true)}>
            <kbd>F7</kbd>
            {t('approval.refuse')}
          </button>
        )
      }
      primary={
        mayApprove && !decided
          ? { label: t('approval.approve'), busy: approve.busy, run: () => void run() }
          : null
      }
      steps={
        <>
          <ol className="steps">
            <Step
              number={1}
              title={t('approval.step-entered')}
              state="done"
              summary={`${listOf(i18n.language, sheet.enteredBy)} · ${minuteOf(sheet.enteredAt)}`}
            />
            <Step
              number={2}
              title={t('approval.step-content')}
              state="now"
              summary={sheet.unconfirmed ? t('approval.stands-waiting-unconfirmed') : ''}
            >
              {obstacles.length > 0 && (
                <div className="notice bad sheet-notice" role="status">
                  <strong>{t('approval.obstacles')}</strong>
                  <RefusalList refusals={obstacles} />
                </div>
              )}
              <SheetContent sheet={sheet} />
            </Step>
            <Step
              number={3}
              title={t('approval.step-decision')}
              state="later"
              summary={t(atThisDesk ? 'approval.summaryThisDesk' : 'approval.summaryOwn')}
            />
          </ol>
          {refusing && (
            <RefuseDialog sheet={sheet} atThisDesk={atThisDesk} onClose={() => setRefusing(false)} />
          )}
        </>
      }
      panel={
        <>
          <h2>{t('approval.step-decision')}</h2>
          <form
            ref={form}
            className="sheet-form"
            noValidate
            onKeyDown={advanceOnEnter}
            onSubmit={(event) => {
              event.preventDefault();
              void run();
            }}
          >
            <Segmented<Desk>
              className="desk-channels"
              name="desk"
              value={desk}
              onChange={(next) => {
                setDesk(next);
                setTold(null);
              }}
              aria-label={t('approval.step-decision')}
              options={[
                { value: 'own', label: t('approval.own'), disabled: sheet.refusals.length > 0 },
                { value: 'this-desk', label: t('approval.thisDesk') },
              ]}
            />
            {notByHimself.length > 0 && (
              <div className="notice warn">
                <strong>{t('approval.ownImpossible')}</strong>
                <RefusalList refusals={notByHimself} />
              </div>
            )}
            <p className="soft sheet-advice">
              {t(atThisDesk ? 'approval.thisDeskAdvice' : 'approval.ownAdvice')}
            </p>
            <div className="form-grid one-column">
              <SignerFields signer={signer} />
            </div>
            <input type="submit" hidden />
          </form>
          <FailureNotice failure={told} fate="not-saved" />
          <SheetPanel service={sheet.service} />
        </>
      }
    />
  );
}
