import type { PropsWithChildren, ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { checkDocumentNumber } from '../../../domain/identity/identity-document.ts';
import { sameName } from '../../../domain/identity/person-name.ts';
import { maskResidentId } from '../../../domain/identity/resident-id.ts';
import { readValidUntil } from '../../components/formatting.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import type { ApplicationForm } from './document-form.ts';
import { PhotoPair } from './photo-pair.tsx';

type Match = 'same' | 'differs' | 'unknown';

interface ComparePanelProps {
  readonly page: PersonPage;
  readonly form: ApplicationForm;
  readonly documentPhoto: string | null;
  /** Of who acts for the person, as the reader read it. */
  readonly representativePhoto: string | null;
}

/** What the clerk compares: two photos, and the document beside the record, line by line. */
export function ComparePanel(props: PropsWithChildren<ComparePanelProps>): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  const { today } = useKnownCounterStatus();
  const values = useWatch({ control: props.form.control });
  const name = values.documentName ?? '';
  const typedNumber = values.documentNumber ?? '';
  const reading =
    values.documentKind === undefined || typedNumber.trim() === ''
      ? null
      : checkDocumentNumber(values.documentKind, typedNumber);
  const masked = reading?.ok === true ? maskResidentId(reading.number) : null;
  const birthDate = reading?.ok === true ? reading.birthDate : undefined;
  const sex = reading?.ok === true ? reading.sex : undefined;
  const until = readValidUntil(values.documentValidUntil ?? '');

  const rows: readonly {
    readonly item: string;
    readonly document: string | null;
    readonly record: string;
    readonly match: Match;
  }[] = [
    {
      item: 'name',
      document: name.trim() === '' ? null : name,
      record: page.name,
      match: name.trim() === '' ? 'unknown' : sameName(name, page.name) ? 'same' : 'differs',
    },
    {
      item: 'number',
      document: masked,
      record: page.maskedNumber,
      match: matchOf(masked, page.maskedNumber),
    },
    {
      item: 'sex',
      document: sex === undefined ? null : t(`sex.${sex}`),
      record: t(`sex.${page.sex}`),
      match: matchOf(sex ?? null, page.sex),
    },
    {
      item: 'birthDate',
      document: birthDate ?? null,
      record: page.birthDate,
      match: matchOf(birthDate ?? null, page.birthDate),
    },
  ];
  return (
    <>
      {props.children}
      <h2>
        {t('compare.title')}
        <small>{t('compare.advice')}</small>
      </h2>
      {values.channel !== undefined && values.channel !== 'in-person' && (
        <figure className="representative-photo">
          {props.representativePhoto === null ? (
            <div className="photo-missing">{t('compare.documentPhotoMissing')}</div>
          ) : (
            <img src={props.representativePhoto} alt="" />
          )}
          <figcaption>
            {t('application.representativeDocument', { channel: t(`channel.${values.channel}`) })}
            <b>{values.representative?.name}</b>
          </figcaption>
        </figure>
      )}
      <PhotoPair personId={page.personId} documentPhoto={props.documentPhoto} />
      <table className="table compare">
        <thead>
          <tr>
            <th>{t('compare.item')}</th>
            <th>{t('compare.document')}</th>
            <th>{t('compare.record')}</th>
            <th>
              <span className="visually-hidden">{t('compare.match')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <td className="soft">{t(`compare.${row.item}`)}</td>
              <td>{row.document === null ? '—' : <PersonName name={row.document} />}</td>
              <td>
                <PersonName name={row.record} />
              </td>
              <td>
                <MatchMark match={row.match} />
              </td>
            </tr>
          ))}
          <tr>
            <td className="soft">{t('compare.validUntil')}</td>
            <td>{until === '' ? '—' : until === 'long-term' ? t('issue-card.longTerm') : until}</td>
            <td>{t('compare.today', { date: today })}</td>
            <td>
              <MatchMark
                match={
                  until === 'long-term'
                    ? 'same'
                    : !/^\d{4}-\d{2}-\d{2}$/.test(until)
                      ? 'unknown'
                      : until >= today
                        ? 'same'
                        : 'differs'
                }
                word="expired"
              />
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function matchOf(document: string | null, record: string): Match {
  return document === null ? 'unknown' : document === record ? 'same' : 'differs';
}

function MatchMark(props: { readonly match: Match; readonly word?: 'differs' | 'expired' }): ReactElement {
  const { t } = useTranslation();
  switch (props.match) {
    case 'same':
      return (
        <span className="match same">
          ✓<span className="visually-hidden">{t('compare.same')}</span>
        </span>
      );
    case 'differs':
      return <span className="match differs">✕ {t(`compare.${props.word ?? 'differs'}`)}</span>;
    case 'unknown':
      return <span className="visually-hidden">{t('compare.unknown')}</span>;
    default:
      return props.match satisfies never;
  }
}
