import { Skeleton } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** What comes sooner than this needs no placeholder, milliseconds. */
const patience = 150;

/** The shape of what comes, shown only when it takes its time. */
export function LateSkeleton(props: { readonly rows: number }): ReactElement {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" aria-label={t('common.loading')} role="status">
      {late && <Skeleton active={false} paragraph={{ rows: props.rows }} />}
    </div>
  );
}
