import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { PersonName } from '../../components/person-name.tsx';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperSignatures } from '../../components/sheets/paper-head.tsx';
import { ContinuedForm, formBlock, TransferSheets, type PaperField } from './transfer-sheets.tsx';

/** 联系函: the place joined asks the place left for the sheet and the money. */
export function ContactLetter(props: {
  readonly papers: TransferPapers;
  readonly reprint: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  const { papers } = props;
  const { transfer } = papers;
  const { otherArea, broughtCertificate } = transfer;
  const { receivingAccount: account } = papers;
  const letter = (say: typeof t) =>
    say('transfer-paper.letterText', { name: papers.personName, place: papers.countyName });
  const fields: readonly PaperField[] = [
    ['name', <PersonName key="name" name={papers.personName} />],
    ['insuranceKind', t('transfer-paper.insurance-310')],
    ['documentNumber', papers.documentNumber, 'wide'],
    ['certificateNumber', broughtCertificate?.number ?? '—'],
    ['checkCode', broughtCertificate?.checkCode ?? '—'],
    ['placeLeft', `${otherArea.areaName}（${otherArea.areaCode}）`],
    ['placeJoined', papers.countyName],
    ['acceptedOn', transfer.acceptedOn],
    ['reference', transfer.id],
    ['receivingAccountName', account?.accountName ?? t('transfer-paper.receivingAccountMissing'), 'wide'],
    ['receivingBank', account?.bankName ?? '—'],
    ['receivingAccountNumber', account?.accountNumber ?? '—'],
    ['replyTo', `${papers.officeName} · ${papers.officeAddress} · ${papers.officePhone}`, 'wide'],
  ];
  const whole = (node: ReactNode, closes = false): PaperBlock => ({ kind: 'whole', node, closes });
  const address = whole(
    <>
      <p className="letter-to">
        <DrawnText text={t('transfer-paper.letterTo', { office: otherArea.officeName })} />
      </p>
      <p className="letter-text">
        <DrawnText text={letter(t)} />
        <small lang="en">
          <DrawnText text={letter(english)} />
        </small>
      </p>
    </>,
  );
  const close = whole(
    <>
      <p className="letter-text">
        {t('transfer-paper.letterMoney', { reference: transfer.id })}
        <small lang="en">{english('transfer-paper.letterMoney', { reference: transfer.id })}</small>
      </p>
      <div className="letter-signature">
        <span>{papers.officeName}</span>
        <span>{transfer.acceptedOn}</span>
      </div>
      <PaperSignatures
        labels={[
          'transfer-paper.signedByClerk',
          'transfer-paper.officeSeal',
          'transfer-paper.letterReceived',
        ]}
      />
    </>,
    true,
  );
  return (
    <TransferSheets
      papers={papers}
      title="transfer-paper.letter"
      reprint={props.reprint}
      continued={
        <ContinuedForm fields={fields.filter(([label]) => label === 'name' || label === 'reference')} />
      }
      blocks={[address, formBlock(fields, i18n), close]}
    />
  );
}
