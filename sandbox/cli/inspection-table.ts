import type { InspectedProject, Inspection } from './inspection';

/** The inspection for a terminal: one line per project, then what was left out. */
export function inspectionTable(inspection: Inspection): string {
  const { totals, projects, input } = inspection;
  const header = ['Project', 'Issues', 'Score', 'Level', 'Coverage', 'Fails', 'Costs most'];
  const rows = projects.map(rowOf);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [header, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const skipped = input.unreadable.lines.slice(0, 10).map((line) => `  ${line.file} line ${line.line}: ${line.reason}`);
  return [
    `As of ${inspection.asOf}: ${totals.read} issues read = ${totals.evaluated} evaluated + ${totals.unreadable} unreadable`,
    '',
    ...lines,
    ...(skipped.length > 0 ? ['', `Skipped lines (${input.unreadable.count}):`, ...skipped] : []),
    '',
    'Everything, offending issues included: add --json.',
  ].join('\n');
}

function rowOf(project: InspectedProject): string[] {
  const fails = project.findings.filter((finding) => finding.status === 'fail' || finding.status === 'partial');
  const dearest = [...fails].sort((a, b) => (b.loss ?? 0) - (a.loss ?? 0))[0];
  return [
    project.key,
    String(project.issues.evaluated),
    project.score === null ? 'withheld' : project.score.toFixed(1),
    project.level ?? 'none',
    project.coverage === null ? '–' : `${Math.round(project.coverage * 100)} %`,
    String(fails.length),
    dearest ? `${dearest.rule}, ${dearest.toMend} to mend` : '–',
  ];
}
