/**
 * Words that most snapshots hold, in the order in which they hold them: deflating with them as dictionary leaves less
 * than half. They belong to layout 1 of packed snapshots and may never change; what they lack is only written in full.
 */
export const SNAPSHOT_WORDS = Buffer.from(dictionary(), 'utf8');

function dictionary(): string {
  const findings = [
    ['item-ownership', '0.95', '5', 'foundation', 'false'],
    ['stale-work', '0.95', '5', 'managed', 'false'],
    ['definition-of-done', '0.95', '5', 'foundation', 'false'],
    ['work-dated', '0.8', '7.5', 'foundation', 'false'],
    ['invalid-dates', '1', '7.5', 'foundation', 'false'],
    ['high-duration', '0.95', '5', 'managed', 'false'],
    ['resourced', '0.95', '5', 'managed', 'false'],
    ['missing-logic', '0.95', '7.5', 'managed', 'false'],
    ['leads', '1', '5', 'assured', 'false'],
    ['overdue-blockers', '1', '7.5', 'managed', 'false'],
    ['cross-project-owned', '0.95', '7.5', 'managed', 'false'],
    ['dependency-cycles', '1', '10', 'foundation', 'true'],
    ['accountable-lead', '1', '10', 'foundation', 'true'],
  ].map(
    ([rule, target, weight, level, critical]) =>
      `{"rule":"${rule}","lifecycle":"enforced","status":"fail","numerator":0,"denominator":0,"target":${target},` +
      `"attainment":0.,"weight":${weight},"level":"${level}","critical":${critical},"contribution":0.,"loss":0.,` +
      `"toMend":0,"missing":[],"offenders":[]},`,
  );
  return (
    `"status":"notAssessable""status":"notApplicable","numerator":null,"denominator":null,"attainment":null,` +
    `"contribution":null,"loss":null"status":"partial"["the other projects have not been read yet"]` +
    `"status":"pass","attainment":1,"withheld":{"because":"littleApplies","applicableShare":0.,"dormant":true}` +
    `{"because":"lowCoverage","coverage":0.` +
    `{"snapshot":{"schema":1,"project":{"id":1,"key":""},"today":"202-","playbook":{"id":"delivery-essentials",` +
    `"version":1,"title":"Delivery essentials"},"issues":{"read":,"evaluated":,"unreadable":0,"open":,` +
    `"uncategorised":0},"findings":[${findings.join('')}],"score":,"withheld":null,"coverage":1,"applicableShare":1,` +
    `"level":"managed","nextLevel":{"level":"foundation","rules":["item-ownership","work-dated"],"issues":},` +
    `"cappedBy":["dependency-cycles"],"fixes":[{"rule":"","issues":,"gain":},]},"project":{"id":,"key":"","name":""},` +
    `"unreadable":[],"reasons":[["noAssignee"],["notUpdated"],["noResolution","openChild","noResolutionAndOpenChild"],` +
    `["noDate"],["overdue","startAfterDue","startAfterDueAndOverdue","finishedInFuture"],["tooLong"],` +
    `["noAssignee","noEstimate","noAssigneeAndNoEstimate"],["noDependency"],["startsTooEarly"],["overdue"],` +
    `["noDue","noAssignee","noAssigneeAndNoDue"],["inCycle"],[]]}`
  );
}
