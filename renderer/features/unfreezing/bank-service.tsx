import { Checkbox } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { BankPaper } from '../../../domain/records/bank-request.ts';
import { bankRequestFor, papersFor } from '../../../domain/unfreezing/bank-request.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import './unfreezing.css';

/** 金融账户激活、解冻 until the request is taken: what the bank is asked for, its papers, and who asks. */
export function BankService(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  const account = page.financialAccount;
  const request = (account === null ? null : bankRequestFor(account.status)) ?? 'activate';
  const wanted = papersFor[request];
  const [papers, setPapers] = useState<readonly BankPaper[]>([]);
  const [missing, setMissing] = useState<readonly BankPaper[]>([]);
  const asking = useCommand('requestBankService');
  return (
    <DeskService
      page={page}
      title={t(`unfreezing.bank-${request}`)}
      subjectTitle={t('unfreezing.step-bank')}
      subject={account !== null && `${account.bankName} ${account.maskedNumber}`}
      fields={
        <fieldset className="bank-papers">
          <legend>{t('unfreezing.papers')}</legend>
          {wanted.map((paper) => (
            <Checkbox
              key={paper}
              checked={papers.includes(paper)}
              onChange={(event) => {
                setMissing([]);
                setPapers((all) =>
                  event.target.checked ? [...all, paper] : all.filter((other) => other !== paper),
                );
              }}
            >
              {t(`bank-paper.${paper}`)}
            </Checkbox>
          ))}
          {missing.length > 0 && (
            <p className="field-error" role="alert">
              {missing.map((paper) => t(`refusal.bank-paper-${paper}`)).join(' ')}
            </p>
          )}
        </fieldset>
      }
      checkFields={() => {
        const lacking = wanted.filter((paper) => !papers.includes(paper));
        setMissing(lacking);
        return Promise.resolve(lacking.length === 0);
      }}
      placeRefusal={({ field }) => {
        if (field !== 'papers') return false;
        setMissing(wanted.filter((paper) => !papers.includes(paper)));
        return true;
      }}
      impossible={
        page.offers.find(({ kind }) => kind === 'request-bank-service')?.refusals ?? [
          { code: 'bank-account-activated', params: {}, basis: 'bank-practice', field: null },
        ]
      }
      channels={page.application.needsGuardian ? ['guardian'] : ['in-person', 'guardian']}
      submitLabel={() => t('unfreezing.submit-bank')}
      effect={() => t('unfreezing.effect-bank')}
      panel={({ documentPhoto }) => <PersonRecord page={page} documentPhoto={documentPhoto} />}
      ask={async (presented) => {
        if (presented === null) throw new Error('the bank is not asked by telephone');
        return await asking.run({ personId: page.personId, ...presented, request, papers: [...papers] });
      }}
      busy={asking.busy}
      failure={asking.failure}
    />
  );
}
