import { change, type Change } from '../records/change.ts';
import type { RegisteredPaper } from '../records/registered-paper.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { StatementDetails } from '../records/service-details.ts';
import { comeToTheSame } from '../statement/personal-statement.ts';

/**
 * 登记与替代: of the statements that tell one person of the same days and kinds those stand that go furthest, so that whoever
 * holds another learns that there is one with what was posted, or taken back, since. Which of them comes to the central office
 * first makes no difference: one that was made without a line may be the one that is replaced.
 *
 * What they come to decides, and not who asked or when: entries are immutable and never nothing, so that other entries are
 * other sums. What is named as under way is no reason: it is in no sum of either.
 * @param services of the person, and `papers` of the person, as they stand
 */
export function registerStatement(
  paper: RegisteredPaper,
  details: StatementDetails,
  { services, papers }: StatementsBefore,
): readonly Change[] {
  const others = papers
    .filter(({ kind, state }) => kind === 'statement' && state === 'standing')
    .flatMap((other) => {
      const said = services.find(({ id }) => id === other.id)?.details;
      return said?.of === 'issue-statement' && saysOtherwise(said, details)
        ? [{ other, through: said.throughSerial }]
        : [];
    });
  const further = others
    .filter(({ through }) => through > details.throughSerial)
    .toSorted((one, another) => another.through - one.through)[0];
  if (further !== undefined) return [change('registeredPaper', replaced(paper, further.other))];
  return [
    change('registeredPaper', paper),
    ...others.map(({ other }) => change('registeredPaper', replaced(other, paper))),
  ];
}

/** What a person was told before, and of which papers it is known. */
interface StatementsBefore {
  readonly services: readonly Pick<ServiceRecord, 'id' | 'details'>[];
  readonly papers: readonly RegisteredPaper[];
}

/** Whether both are asked the same, and the answer is another by now. */
function saysOtherwise(one: StatementDetails, other: StatementDetails): boolean {
  const isSameQuestion = one.from === other.from && one.to === other.to && one.scope === other.scope;
  return isSameQuestion && !comeToTheSame(one.figures, other.figures);
}

/** It does not stand from when there were both. */
function replaced(paper: RegisteredPaper, by: RegisteredPaper): RegisteredPaper {
  const stateAt = paper.registeredAt > by.registeredAt ? paper.registeredAt : by.registeredAt;
  return { ...paper, state: 'replaced', stateAt, replacedBy: by.id };
}
