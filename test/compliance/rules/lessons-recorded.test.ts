import { findingSentence } from '../../../src/compliance';
import type { Finding } from '../../../src/model';
import { figures, findingOfRecords } from '../support';

const RULE = 'lessons-recorded';

function learned(finishedStages: number, stagesWithLesson: number, reviewedAtKickoff: boolean): Finding {
  return findingOfRecords(RULE, { lessons: { finishedStages, stagesWithLesson, reviewedAtKickoff } });
}

describe(RULE, () => {
  it('passes when earlier lessons were reviewed, and every finished stage has left one', () => {
    expect(figures(learned(0, 0, true))).toEqual(['pass', 1, 1]);
    expect(figures(learned(3, 3, true))).toEqual(['pass', 4, 4]);
  });

  it('is partial or fails when some of it is missing', () => {
    expect(figures(learned(3, 3, false))).toEqual(['partial', 3, 4]);
    expect(figures(learned(0, 0, false))).toEqual(['fail', 0, 1]);
    expect(findingSentence(learned(2, 0, true))).toBe(
      'Lessons were not reviewed at the kickoff, or a finished stage has none',
    );
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no lessons yet');
  });
});
