import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { focusPrimary, ServiceLayout } from '../issue-card/service-layout.tsx';
import { Step } from '../issue-card/step.tsx';
import { ApprovalNotice } from './approval-notice.tsx';
import { SheetPanel } from './sheet-panel.tsx';
import { SheetContent } from './sheet-content.tsx';

/** 复核单 that was decided: what, by whom and when, and how far the central office is with it. */
export function DecidedSheet(props: {
  readonly sheet: ApprovalSheet;
  readonly onPrint: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { sheet, onPrint } = props;
  const decidedBy = sheet.decidedBy ?? '';
  useEffect(focusPrimary, []);
  useFunctionKey('F4', t('approval.print'), onPrint);
  return (
    <ServiceLayout
      title={`${t('approval.sheet')} · ${t(`approval-kind.${sheet.kind}`)}`}
      personName={sheet.personName}
      maskedNumber={sheet.maskedNumber}
      serviceNumber={sheet.serviceNumber}
      confirmation={sheet.service.confirmation}
      onSuspend={null}
      onBack={props.onBack}
      primary={{ label: t('approval.print'), busy: false, run: onPrint }}
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
              state="done"
              summary={t('person.yuan', { amount: formatYuan(sheet.amount) })}
            />
            <Step
              number={3}
              title={t('approval.step-decision')}
              state="done"
              summary={sheet.decidedAt === null ? '' : `${decidedBy} · ${minuteOf(sheet.decidedAt)}`}
            />
          </ol>
          <ApprovalNotice approval={sheet} confirmation={sheet.service.confirmation} />
          <section className="card sheet-card">
            <SheetContent sheet={sheet} />
          </section>
        </>
      }
      panel={<SheetPanel service={sheet.service} />}
    />
  );
}
