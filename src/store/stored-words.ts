/**
 * Words that much of what is stored holds, as it holds them: deflating with them as dictionary halves a row, and takes
 * a third off the head of a project's facts. They may never change; what they lack is only written in full, and what
 * was deflated without them is inflated as before.
 */
export const STORED_WORDS = Buffer.from(ofFacts() + ofRows(), 'utf8');

/** As the head of packed facts has them: each text after its length, each phrase of a link type after a 1. */
function ofFacts(): string {
  const text = (word: string): string => String.fromCharCode(word.length) + word;
  const links = [
    ['Issue split', 'split from', 'split to'],
    ['Problem/Incident', 'is caused by', 'causes'],
    ['Depends', 'is depended on by', 'depends on'],
    ['Gantt End to Start', 'has to be done after', 'has to be done before'],
    ['Cloners', 'is cloned by', 'clones'],
    ['Blocks', 'is blocked by', 'blocks'],
    ['Duplicate', 'is duplicated by', 'duplicates'],
    ['Relates', 'relates to', 'relates to'],
  ].map(([name, inward, outward]) => `${text(name)}\u0001${text(inward)}\u0001${text(outward)}`);
  const components = [
    ...['API', 'Accessibility', 'Analytics', 'Authentication', 'Backend', 'Build', 'CI', 'Core', 'Database', 'Design'],
    ...['Documentation', 'Frontend', 'Infrastructure', 'Integration', 'Localization', 'Mobile', 'Notifications'],
    ...[
      'Payments',
      'Performance',
      'Reporting',
      'Search',
      'Security',
      'Testing',
      'Tooling',
      'UI',
      'UX',
      'Web',
      'Website',
    ],
  ].map((word) => `\u0000${text(word)}`);
  const types = ['Bug', 'Epic', 'Improvement', 'New Feature', 'Story', 'Sub-task', 'Task'].map(text);
  return [...components, ...types, ...links].join('');
}

/** As the JSON of the portfolio's rows has them. */
function ofRows(): string {
  const [enforced, shadow] = ['enforced', 'shadow'];
  const findings = [
    ['definition-of-done', enforced, '5'],
    ['item-ownership', enforced, '5'],
    ['stale-work', enforced, '5'],
    ['delivery-forecast', shadow, '7.5'],
    ['sprint-commitment', shadow, '5'],
    ['invalid-dates', enforced, '7.5'],
    ['work-dated', enforced, '7.5'],
    ['high-duration', enforced, '5'],
    ['resourced', enforced, '5'],
    ['baseline-approved', shadow, '7.5'],
    ['bei', shadow, '7.5'],
    ['cpli', shadow, '7.5'],
    ['critical-path-test', shadow, '7.5'],
    ['missed-tasks', shadow, '7.5'],
    ['negative-float', shadow, '7.5'],
    ['cost-performance', shadow, '5'],
    ['date-churn', shadow, '5'],
    ['hard-constraints', shadow, '5'],
    ['high-float', shadow, '5'],
    ['dependency-cycles', enforced, '10'],
    ['cross-project-owned', enforced, '7.5'],
    ['missing-logic', enforced, '7.5'],
    ['overdue-blockers', enforced, '7.5'],
    ['dependency-agreed', shadow, '7.5'],
    ['leads', enforced, '5'],
    ['stale-blocked', shadow, '5'],
    ['lags', shadow, '2.5'],
    ['relationship-types', shadow, '2.5'],
    ['risk-complete', shadow, '7.5'],
    ['change-controlled', shadow, '7.5'],
    ['risk-reviewed', shadow, '5'],
    ['accountable-lead', enforced, '10'],
    ['gates-evidenced', shadow, '10'],
    ['status-fresh', shadow, '7.5'],
    ['status-honest', shadow, '10'],
    ['charter-complete', shadow, '7.5'],
    ['escalation-acknowledged', shadow, '7.5'],
    ['strategic-goal-linked', shadow, '7.5'],
    ['waivers-current', shadow, '7.5'],
    ['lessons-recorded', shadow, '5'],
    ['template-conformity', shadow, '5'],
  ].map(
    ([rule, lifecycle, weight]) =>
      `{"rule":"${rule}","lifecycle":"${lifecycle}",` +
      (lifecycle === shadow
        ? `"status":"notApplicable","attainment":null,"weight":${weight},"loss":null,"toMend":0},`
        : `"status":"pass","attainment":1,"weight":${weight},"loss":0,"toMend":0},`),
  );
  return (
    `"status":"notAssessable""status":"exempt""status":"fail","attainment":0."status":"partial","attainment":0.` +
    `{"projectId":1,"evaluatedOn":20,"readAt":17,"playbook":{"id":"delivery-essentials","version":3,` +
    `"title":"Delivery essentials"},"score":,"coverage":1,"level":"foundation","withheld":null,"nextLevel":{"level":` +
    `"managed","rules":["item-ownership","work-dated"],"issues":},"issues":{"read":,"evaluated":,"unreadable":0,` +
    `"open":,"uncategorised":0},"findings":[${findings.join('')}],"gate":null,"places":[["component","","ggg--s"],["team",""`
  );
}
