import { Radio } from 'antd';
import type { ReactElement } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import {
  applicationChannels,
  type ApplicationChannel,
} from '../../../domain/issuance/issue-card-requests.ts';
import { statusApartFromLoss } from '../../../domain/card/card-status.ts';
import type { ApplicationForm } from './document-form.ts';

/** Who has come, and, where a card is in use, what is asked for: by arrows, or F7 from anywhere. */
export function ApplicantChoice(props: {
  readonly page: PersonPage;
  readonly form: ApplicationForm;
  readonly onChannel: (channel: ApplicationChannel) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { page, form } = props;
  const { types, formerCardNumber } = page.application;
  const former = page.cards.find(({ cardNumber }) => cardNumber === formerCardNumber);
  const isSealed = former !== undefined && statusApartFromLoss(former) === '0';
  return (
    <span className="applicant-choice">
      <Controller
        control={form.control}
        name="channel"
        render={({ field }) => (
          <Radio.Group
            aria-label={t('application.who')}
            value={field.value}
            onChange={(event) => {
              const chosen = applicationChannels.find((one) => one === event.target.value);
              if (chosen !== undefined) props.onChannel(chosen);
            }}
            options={applicationChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          />
        )}
      />
      <kbd>F7</kbd>
      {types.length > 1 && (
        <Controller
          control={form.control}
          name="applicationType"
          render={({ field }) => (
            <Radio.Group
              aria-label={t('application.type')}
              value={field.value}
              onChange={field.onChange}
              options={types.map((value) => ({ value, label: t(`application-type.${value}`) }))}
            />
          )}
        />
      )}
      {formerCardNumber !== null && (
        <span className="soft">
          {t(isSealed ? 'application.former-sealed' : 'application.former', {
            tail: formerCardNumber.slice(-4),
          })}
        </span>
      )}
    </span>
  );
}

/** The service as people call it, by the type of application. */
export function serviceOfType(type: string): 'issue-card' | 'replace-card' | 'exchange-card' {
  return type === '01' ? 'issue-card' : type === '05' ? 'replace-card' : 'exchange-card';
}
