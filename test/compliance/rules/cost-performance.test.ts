import { findingSentence } from '../../../src/compliance';
import type { Finding, MappedFields } from '../../../src/model';
import { someFacts, valuesOf } from '../../support/facts';
import { figures, findingFor, several } from '../support';

const RULE = 'cost-performance';

function found(mapped: MappedFields): Finding {
  return findingFor(RULE, someFacts({ issues: several(3, 1), mapped }));
}

describe(RULE, () => {
  it('passes when enough is earned for what was planned and what it cost', () => {
    const finding = found({
      plannedValue: valuesOf({ 1: 60, 2: 40 }),
      earnedValue: valuesOf({ 1: 55, 3: 40 }),
      actualCost: valuesOf({ 1: 80 }),
    });
    expect(figures(finding)).toEqual(['pass', 0.95, 1]);
    expect(findingSentence(finding)).toBe('The project earns what was planned and what it costs');
  });

  it('takes the smaller of the two indices', () => {
    const [earnedValue, more, less] = [valuesOf({ 1: 80 }), valuesOf({ 1: 100 }), valuesOf({ 1: 50 })];
    expect(figures(found({ earnedValue, plannedValue: more, actualCost: less }))).toEqual(['partial', 0.8, 1]);
    expect(figures(found({ earnedValue, plannedValue: less, actualCost: more }))).toEqual(['partial', 0.8, 1]);
    expect(figures(found({ earnedValue, plannedValue: less }))).toEqual(['pass', 1.6, 1]);
    expect(figures(found({ earnedValue, actualCost: valuesOf({ 1: 200 }) }))).toEqual(['fail', 0.4, 1]);
    expect(figures(found({ earnedValue: valuesOf({ 1: -5 }), actualCost: more }))).toEqual(['fail', 0, 1]);
  });

  it('does not apply where no fields mean costs, or nothing was entered', () => {
    expect(figures(found({}))).toEqual(['notApplicable', 0, 0]);
    expect(figures(found({ plannedValue: valuesOf({ 1: 5 }) }))).toEqual(['notApplicable', 0, 0]);
    expect(figures(found({ earnedValue: valuesOf({ 1: 5 }) }))).toEqual(['notApplicable', 0, 0]);
    expect(figures(found({ earnedValue: valuesOf({}), actualCost: valuesOf({}) }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed until the fields that the playbook names have been read', () => {
    const fields = { earnedValue: 'customfield_1', actualCost: 'customfield_2' };
    const finding = findingFor(RULE, someFacts(), { fields });
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(finding.missing).toEqual(['the field for “earned value” or “actual cost” has not been read yet']);
  });
});
