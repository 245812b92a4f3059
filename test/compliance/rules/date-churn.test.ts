import { findingSentence } from '../../../src/compliance';
import { anIssue, movesOf, someFacts, TODAY } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'date-churn';
const dated = { due: TODAY + 30 };

describe(RULE, () => {
  it('passes when dates were moved once, or moved often long ago', () => {
    const issues = [1, 2, 3].map((number) => anIssue({ number, ...dated }));
    const dueMoves = movesOf({ 2: {}, 3: { lastButOne: TODAY - 60, postponedLate: TODAY - 60 } });
    expect(figures(findingFor(RULE, someFacts({ issues, dueMoves })))).toEqual(['pass', 3, 3]);
  });

  it('says what became of the others', () => {
    const issues = [1, 2, 3].map((number) => anIssue({ number, ...dated }));
    const dueMoves = movesOf({
      1: { lastButOne: TODAY - 59 },
      2: { postponedLate: TODAY - 59 },
      3: { lastButOne: TODAY, postponedLate: TODAY },
    });
    const finding = findingFor(RULE, someFacts({ issues, dueMoves }));
    expect(figures(finding)).toEqual(['fail', 0, 3]);
    expect(offences(finding)).toEqual(['PAY-1 movedOften', 'PAY-2 postponedLate', 'PAY-3 movedOftenAndPostponedLate']);
  });

  it('is partial in between, and looks at open issues and those finished lately', () => {
    const moved = { lastButOne: TODAY - 1 };
    const issues = [
      anIssue({ number: 1, ...dated }),
      anIssue({ number: 2, ...dated }),
      anIssue({ number: 3, level: 1, ...dated }),
      anIssue({ number: 4, state: 'done', finishedOn: TODAY - 89, due: TODAY }),
      anIssue({ number: 5, state: 'done', finishedOn: TODAY - 90, due: TODAY }),
      anIssue({ number: 6 }),
    ];
    const finding = findingFor(RULE, someFacts({ issues, dueMoves: movesOf({ 3: moved, 4: moved, 5: moved }) }));
    expect(figures(finding)).toEqual(['partial', 2, 4]);
    expect(findingSentence(finding)).toBe('2 of 4 dated items had their dates moved often or late');
  });

  it('does not apply without dates', () => {
    const facts = someFacts({ issues: [anIssue({ number: 1 })], dueMoves: movesOf({}) });
    expect(figures(findingFor(RULE, facts))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed where Jira did not tell of changes', () => {
    const finding = findingFor(RULE, someFacts({ issues: [anIssue({ number: 1, ...dated })] }));
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(finding.missing).toEqual(['the changes of due dates could not be read from Jira, or were not read yet']);
  });
});
