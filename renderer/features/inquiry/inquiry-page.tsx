import { useParams } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { inquirySubjects, type InquirySubject } from '../../../domain/records/service-details.ts';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';

/** 查询, from the person's page. */
export function InquiryPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/inquiry' });
  const query = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={query} rows={10}>
      {(page) => <Inquiry key={personId} page={page} />}
    </Answer>
  );
}

/** What is asked for, who asks and how he is known; the answer is the paper. */
function Inquiry(props: { readonly page: PersonPage }): ReactElement {
  const { t, i18n } = useTranslation();
  const { page } = props;
  const [asked, setAsked] = useState<readonly InquirySubject[]>([]);
  const [error, setError] = useState<string | null>(null);
  const inquiry = useCommand('answerInquiry');
  return (
    <DeskService
      page={page}
      title={t('service-kind.answer-inquiry')}
      subjectTitle={t('inquiry.step-subject')}
      subject={asked.map((subject) => t(`inquiry.subject-${subject}`)).join(' · ')}
      fields={
        <>
          <Checkbox.Group<InquirySubject>
            aria-label={t('inquiry.step-subject')}
            value={[...asked]}
            onChange={(next) => {
              setError(null);
              setAsked(inquirySubjects.filter((subject) => next.includes(subject)));
            }}
            options={inquirySubjects.map((value) => ({ value, label: t(`inquiry.subject-${value}`) }))}
          />
          {error !== null && (
            <p className="field-error" role="alert">
              {error}
            </p>
          )}
        </>
      }
      checkFields={() => {
        if (asked.length === 0) setError(t('refusal.nothing-asked'));
        return Promise.resolve(asked.length > 0);
      }}
      placeRefusal={(refusal) => {
        if (refusal.field !== 'asked') return false;
        setError(refusalSentence(i18n, refusal));
        return true;
      }}
      impossible={page.offers.find(({ kind }) => kind === 'answer-inquiry')?.refusals ?? []}
      channels={['in-person', 'agent', 'guardian']}
      submitLabel={() => t('inquiry.submit')}
      effect={() => t('inquiry.effect')}
      panel={({ documentPhoto }) => <PersonRecord page={page} documentPhoto={documentPhoto} />}
      ask={async (presented) => {
        if (presented === null) throw new Error('nobody inquires by telephone');
        return await inquiry.run({ personId: page.personId, ...presented, asked: [...asked] });
      }}
      busy={inquiry.busy}
      failure={inquiry.failure}
    />
  );
}
