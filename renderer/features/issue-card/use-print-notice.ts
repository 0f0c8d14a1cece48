import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { succeed } from '../../../contract/envelope.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import type { ApplicationChannel } from '../../../domain/issuance/issue-card-requests.ts';
import type { CardApplicationType } from '../../../domain/records/records.ts';
import { usePrint } from '../../components/print.tsx';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';

/** Prints the notice: recorded first like every paper, although there is no service number yet. */
export function usePrintNotice(told: {
  readonly page: PersonPage;
  readonly channel: ApplicationChannel;
  readonly applicationType: CardApplicationType;
}): (refusals: readonly Refusal[]) => void {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const print = usePrint();
  const status = useKnownCounterStatus();
  const { page, channel, applicationType } = told;

  function printNotice(refusals: readonly Refusal[]) {
    return print({
      paper: 'one-time-notice',
      record: { paper: 'one-time-notice', personId: page.personId },
      content: (printed) =>
        succeed({
          form: 'one-time-notice',
          content: {
            ...{ status, channel, applicationType, printed, refusals },
            ...{ personName: page.name, maskedNumber: page.maskedNumber },
          },
        }),
    });
  }

  return (refusals) =>
    void printNotice(refusals).then((outcome) => {
      if (outcome.ok) return;
      void message.error(`${t('failure.not-printed')} ${failureSentence(i18n, outcome.error)}`);
    });
}
