import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../contract/counter-views.ts';
import { minuteOf } from './formatting.ts';
import { ServiceCodes } from './service-codes.tsx';
import './paper.css';

/** Who made the paper, where, and as of when. */
export interface PaperOrigin {
  readonly officeName: string;
  readonly officeAddress: string;
  readonly officePhone: string;
  readonly clerkName: string;
  readonly workstationNumber: number;
  /** Up to when the data reaches that it was made from; null where the counter has not been told. */
  readonly asOf: string | null;
  /** Whether the central office has confirmed what the paper says. */
  readonly isConfirmed?: boolean;
  /** The minute or the day of the print. */
  readonly printed: string;
}

/**
 * The foot of every sheet: the number by which the paper is found again, for a phone, a scanner and the eye; as of when,
 * office, window and clerk, and which sheet of how many it is.
 */
export function PaperFoot(props: {
  /** Of the service or of the parcel; null of a paper that is about none. */
  readonly number: string | null;
  readonly origin: PaperOrigin;
  /** What the reader must know before all of that. */
  readonly children?: ReactNode;
  readonly page: number;
  readonly pages: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const { number, origin } = props;
  const { officeName, officeAddress, officePhone } = origin;
  return (
    <footer className={`paper-foot${number === null ? ' unnumbered' : ''}`}>
      {number !== null && <ServiceCodes serviceNumber={number} />}
      <div className="paper-foot-text">
        {props.children}
        <span>
          {origin.asOf !== null &&
            `${t('receipt.asOf', { time: minuteOf(origin.asOf) })}${
              origin.isConfirmed === true ? t('receipt.confirmed') : ''
            } · `}
          {t('receipt.printedAt', { time: origin.printed })}
        </span>
        <span>
          {t('receipt.clerk')} {origin.clerkName} · {t('status.window', { number: origin.workstationNumber })}
          {officePhone !== '' && ` · ${officePhone}`}
        </span>
        <span>{officeAddress === '' ? officeName : `${officeName}，${officeAddress}`}</span>
        <span>{t('print.pages', { page: props.page, pages: props.pages })}</span>
      </div>
    </footer>
  );
}

/** Of a paper that is made at this window now; what the counter's status does not have is left out. */
export function originHere(status: CounterStatus): PaperOrigin {
  return {
    officeName: status.office?.name ?? '',
    officeAddress: '',
    officePhone: '',
    clerkName: status.clerk?.name ?? '',
    workstationNumber: status.workstation?.number ?? 0,
    asOf: status.connection.asOf,
    printed: status.today,
  };
}
