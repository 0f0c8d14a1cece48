import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../../components/person-name.tsx';
import { useRowNavigation } from '../../components/row-navigation.ts';

export interface ListedCard {
  readonly cardNumber: string;
  readonly serviceNumber: string;
  readonly personName: string;
  readonly maskedNumber: string;
  readonly state: 'there' | 'awaited' | 'surplus' | 'missing' | 'listed' | 'recalled';
}

const tone = {
  there: 'ok',
  awaited: '',
  surplus: 'warn',
  missing: 'bad',
  listed: 'brand',
  recalled: 'warn',
} as const;
const shape = { there: '✓', awaited: '○', surplus: '+', missing: '!', listed: '→', recalled: '←' } as const;

/** The cards of a parcel, each with whether it has been scanned; Enter takes by hand what the scanner cannot read. */
export function CardList(props: {
  readonly cards: readonly ListedCard[];
  readonly onToggle: ((card: ListedCard) => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  const { cards, onToggle } = props;
  const rows = useRowNavigation(cards.length, (index) => {
    const card = cards[index];
    if (card !== undefined) onToggle?.(card);
  });
  return (
    <div className="scroll">
      <table className="table rows">
        <thead>
          <tr>
            <th>{t('table.state')}</th>
            <th>{t('table.cardNumber')}</th>
            <th>{t('table.person')}</th>
            <th>{t('table.serviceNumber')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card, index) => (
            <tr key={card.cardNumber} {...rows.rowProps(index)}>
              <td>
                <span className={`tag ${tone[card.state]}`}>
                  <span aria-hidden="true">{shape[card.state]}</span>
                  {t(`parcel.card-${card.state}`)}
                </span>
              </td>
              <td className="number">{card.cardNumber}</td>
              <td className="wrap">
                <PersonName name={card.personName} /> <span className="soft whole">{card.maskedNumber}</span>
              </td>
              <td>{card.serviceNumber}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
