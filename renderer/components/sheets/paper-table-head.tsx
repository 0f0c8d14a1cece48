import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The head of a table: each column by the key of its name, in Chinese with the English below; over numbers at the right. */
export function PaperTableHead(props: {
  readonly columns: readonly string[];
  readonly isNumber?: (column: string) => boolean;
}): ReactElement {
  const { columns, isNumber } = props;
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return (
    <tr>
      {columns.map((column) => (
        <th key={column} className={isNumber?.(column) === true ? 'right' : undefined}>
          {t(column)}
          <small lang="en">{english(column)}</small>
        </th>
      ))}
    </tr>
  );
}
