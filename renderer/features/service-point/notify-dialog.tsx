import { Radio } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { PointService } from '../../../contract/parcels.ts';
import { notificationWays } from '../../../domain/parcel/parcel-requests.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PersonName } from '../../components/person-name.tsx';

type Way = (typeof notificationWays)[number];

/** 通知领卡: the numbers to call, shown for this and noted; then that the holder knows. */
export function NotifyDialog(props: {
  readonly service: PointService;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  const { serviceNumber } = service;
  const [way, setWay] = useState<Way>('telephone');
  const [phones, setPhones] = useState<CallOutput<'revealPhone'> | null>(null);
  const reveal = useCommand('revealPhone');
  const notify = useCommand('recordNotification');
  const { run: ask } = reveal;
  useEffect(() => {
    let isOpen = true;
    void ask({ serviceNumber }).then((outcome) => {
      if (outcome.ok && isOpen) setPhones(outcome.value);
    });
    return () => {
      isOpen = false;
    };
  }, [ask, serviceNumber]);

  const agent = phones?.representative ?? null;

  async function submit(): Promise<void> {
    const outcome = await notify.run({ serviceNumber, way });
    if (outcome.ok) props.onDone();
  }

  return (
    <Dialog
      open
      title={t('service-point.notifyTitle')}
      onClose={props.onClose}
      submit={{ label: t('service-point.notify'), busy: notify.busy, run: () => void submit() }}
    >
      <p>
        <PersonName name={service.personName} /> <span className="soft">{serviceNumber}</span>
      </p>
      <dl className="phones">
        <div>
          <dt>{t('service-point.phoneOfHolder')}</dt>
          <dd className="number">{phones === null ? '…' : (phones.holder ?? t('service-point.noPhone'))}</dd>
        </div>
        {agent !== null && (
          <div>
            <dt>{t('service-point.phoneOfAgent', { name: agent.name })}</dt>
            <dd className="number">{agent.phone}</dd>
          </div>
        )}
      </dl>
      <p className="soft">{t('service-point.phoneNoted')}</p>
      <div className="dialog-field">
        <span className="soft">{t('service-point.way')}</span>
        <Radio.Group
          aria-label={t('service-point.way')}
          value={way}
          onChange={(event) =>
            setWay(notificationWays.find((one) => one === event.target.value) ?? 'telephone')
          }
          options={notificationWays.map((value) => ({ value, label: t(`service-point.way-${value}`) }))}
        />
      </div>
      <FailureNotice failure={reveal.failure} fate="not-read" />
      <FailureNotice failure={notify.failure} fate="not-saved" />
    </Dialog>
  );
}
