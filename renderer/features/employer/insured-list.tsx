import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InsuredFilter, InsuredPersonRow } from '../../../contract/employer-page.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

const monthTone: Partial<Record<NonNullable<InsuredPersonRow['month']>, string>> = {
  paid: 'ok',
  retired: 'ok',
  gap: 'bad',
  waiting: 'warn',
};

/** The people of an employer, as many as there are: what is seen is asked for. */
export function InsuredList(props: {
  readonly employerId: string;
  readonly show: InsuredFilter;
  readonly takesFocus: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { employerId, show } = props;
  const list = useCounterPages('listInsured', { employerId, show }, rowsOfPage, ({ persons }) => persons);
  const rows = useRowNavigation(list.total, (index) => {
    const person = list.row(index);
    if (person === undefined) return;
    void navigate({
      to: '/persons/$personId',
      params: { personId: person.personId },
      search: { by: 'employer', reference: employerId },
    });
  });
  useFocusFirst(rows, props.takesFocus && list.data !== undefined);

  return (
    <Answer query={list}>
      {() =>
        list.total === 0 ? (
          <p className="empty">{t(`employer.empty-${show}`)}</p>
        ) : (
          <LongTable
            key={show}
            label={t('employer.filter')}
            columns={[
              { heading: t('table.person') },
              { heading: t('employer.number'), width: '190px' },
              { heading: t('employer.thisMonth'), width: '170px' },
              { heading: t('employer.pooled'), width: '130px' },
              { heading: t('employer.unpaid'), width: '230px' },
              { heading: t('employer.registered'), width: '230px' },
            ]}
            count={list.total}
            row={list.row}
            navigation={rows}
            onSeen={list.see}
            cells={(person) => <Cells person={person} />}
          />
        )
      }
    </Answer>
  );
}

function Cells(props: { readonly person: InsuredPersonRow }): ReactElement {
  const { t } = useTranslation();
  const { name, maskedNumber, month, pooled, arrears } = props.person;
  return (
    <>
      <td className="wrap">
        <PersonName name={name} />
      </td>
      <td>{maskedNumber}</td>
      <td>
        <span className={`tag ${month === null ? '' : (monthTone[month] ?? 'warn')}`}>
          {t(month === null ? 'employer.noMonth' : `month.${month}`)}
        </span>
      </td>
      <td>{t(`rights.pooled-${pooled}`)}</td>
      <td className="wrap">
        {arrears === null
          ? '—'
          : t('employer.months', { count: arrears.months, first: arrears.first, last: arrears.last })}
      </td>
      <td className="wrap">
        <Registration registered={props.person.registered} />
      </td>
    </>
  );
}

/** When he was registered and by when it was due; what is not recorded is said to be so. */
function Registration(props: { readonly registered: InsuredPersonRow['registered'] }): ReactElement {
  const { t } = useTranslation();
  const { registered } = props;
  if (registered === null || registered.hiredOn === null)
    return <span className="soft">{t('employer.hiringNotRecorded')}</span>;
  const { on, hiredOn, until, late } = registered;
  return (
    <>
      {t('employer.hired', { hiredOn, on })}{' '}
      {late && <span className="tag bad">{t('employer.late', { until })}</span>}
    </>
  );
}
