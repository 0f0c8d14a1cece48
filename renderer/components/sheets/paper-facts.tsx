import type { i18n as Texts } from 'i18next';
import type { ReactElement } from 'react';
import { DrawnText } from '../drawn-text.tsx';
import { PersonName } from '../person-name.tsx';
import type { PaperBlock } from './paper-block.tsx';

/** What stands on a paper line by line: a text by its key, and what is said of it. */
export interface PaperFact {
  readonly label: string;
  readonly value: string;
  /** Across the whole width: a name, a bank and a number, or several papers. */
  readonly wide?: boolean;
}

/** More than these stand closer together. */
const fewFacts = 8;
/** A longer value goes across the whole width: half of it would be a column of single words. */
const longValue = 60;

/** Facts in two columns, as many sheets as they take; the labels in Chinese with the English below. */
export function factsBlock(facts: readonly PaperFact[], i18n: Texts): PaperBlock {
  return {
    kind: 'list',
    as: 'dl',
    className: facts.length > fewFacts ? 'paper-facts many' : 'paper-facts',
    items: facts.map((fact) => (
      <div className={fact.wide === true || fact.value.length > longValue ? 'wide' : undefined}>
        <FactLabel label={fact.label} i18n={i18n} />
        <dd>
          {fact.label === 'receipt.name' ? <PersonName name={fact.value} /> : <DrawnText text={fact.value} />}
        </dd>
      </div>
    )),
  };
}

function FactLabel(props: { readonly label: string; readonly i18n: Texts }): ReactElement {
  const { label, i18n } = props;
  return (
    <dt>
      {i18n.getFixedT('zh-CN')(label)}
      <small lang="en">{i18n.getFixedT('en')(label)}</small>
    </dt>
  );
}

/** Whose paper it is, on every sheet but the first. */
export function ContinuedName(props: {
  readonly name: string;
  /** His masked number, or what else tells him from others. */
  readonly number: string | null;
}): ReactElement {
  return (
    <p className="paper-continued">
      <PersonName name={props.name} />
      {props.number !== null && <span>{props.number}</span>}
    </p>
  );
}
