import { catalogue, defaultPlaybook } from '../src/compliance';

type Rule = (typeof catalogue)[number];

/** The whole of `docs/rules.md`: how a score comes about, every rule, and what was decided where definitions are silent. */
export function ruleDocs(): string {
  return [INTRODUCTION, overview(), ...catalogue.map(section), decisions()].join('\n\n') + '\n';
}

const INTRODUCTION = `<!-- Written by \`npm run docs\` from src/compliance/rules. Edit the rules, not this file. -->

# Rules

A *playbook* says which rules a project follows, how much each weighs and what share has to be good. This page tells what
each rule counts, exactly: who computes it from the same facts gets the same figures.

## From a rule to the score

- Every rule counts a population (the *denominator*) and how many of it are good (the *numerator*). The *attainment* is
  min(1, good share ÷ target): it falls in proportion, there is no cliff.
- A finding **passes** when the good share meets the target, is **partial** from half of the target on, and **fails** below.
  It is **not applicable** when there is nothing to count, **not assessable** when the site cannot tell, and **exempt** when
  it is waived. An empty field is an unfilled field, not missing data.
- **Score** = 100 · Σ weight · attainment ÷ Σ weight, over the enforced rules that pass, are partial or fail. Each of them
  *contributes* 100 · weight · attainment ÷ Σ weight and *loses* 100 · weight · (1 − attainment) ÷ Σ weight: the
  contributions add up to the score, the losses to what is lacking to 100. Nothing is rounded before it is shown.
- **Coverage** = the weight of those rules ÷ the weight of all enforced rules that apply. Below 70 % coverage, or where less
  than half of the enforced weight applies, there is no score, only the reason why.
- **Level**: Foundation, Managed, Assured. A level is reached when all its rules, and those of the levels below, pass, do
  not apply or are waived. A critical rule that does not pass caps the level at none; it does not move the score.
- **Cheapest fixes**: for each rule that loses points, the fewest offenders that have to be mended so that it passes. Most
  points per thing to mend come first.
- Rules in *shadow* or *announced* are computed, but count neither for the score nor for the level.

## Terms

- *Today* is the calendar day of the evaluation in the site's time zone. *Working days* are those of the playbook's
  calendar, Monday to Friday unless it says otherwise; wd(a, b) counts the working days d with a < d ≤ b.
- *Done*, *in progress*: by status category. *Open*: not done. Where a status has no category, an issue with a resolution is
  done, any other is open and never in progress.
- *Work item*: an issue of level 0 or below (sub-tasks). *Container*: level 1 and above (epics, initiatives).
- *Dependency*: provider → dependent, told from the words of the link type ("blocks", "depends on", …) unless the playbook
  says what the type means. Each pair and kind counts once, however many links report it; a link from an issue to itself
  does not count. It is *open* while both ends are; an end that nobody knows the status of counts as open.`;

function overview(): string {
  const rows = catalogue.map((rule) => {
    const { weight, target, level, critical, lifecycle } = rule.defaults;
    return `| [${rule.id}](#${rule.id}) | ${rule.title} | ${weight}${critical ? ', critical' : ''} | ${percent(target)} | ${capitalised(level)} | ${lifecycle === 'shadow' ? 'not yet, in shadow' : 'yes'} |`;
  });
  return [
    `## The playbook "${defaultPlaybook.title}", version ${defaultPlaybook.version}`,
    '',
    'Every project follows it until its PMO publishes another one.',
    '',
    '| rule | true when | weight | target | level | counts |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function section(rule: Rule): string {
  const { weight, target, level, critical } = rule.defaults;
  const reasons = Object.entries(rule.reasons);
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}.** ${rule.checks}`,
    '',
    rule.rationale,
    '',
    `- **Counts** (denominator): ${rule.denominator}`,
    `- **Good** (numerator): ${rule.numerator}`,
    `- **Target**: ${percent(target)}. **Weight**: ${weight}${critical ? ', critical' : ''}. **Level**: ${capitalised(level)}. **Theme**: ${THEMES[rule.theme]}. **Version**: ${rule.version}.`,
    `- **Needs**: ${rule.needs.join(', ')}.`,
    `- **From**: ${rule.source}.`,
    `- **To mend it**: ${rule.remediation}`,
    ...(reasons.length > 0
      ? ['- **Said of an offender**:', ...reasons.map(([key, words]) => `  - \`${key}\`: ${words}`)]
      : []),
  ].join('\n');
}

const THEMES: Readonly<Record<Rule['theme'], string>> = {
  plan: 'plan',
  delivery: 'delivery',
  dependencies: 'dependencies',
  riskAndChange: 'risk and change',
  governance: 'governance',
};

/** Decisions that belong to no single rule. */
const GENERAL_DECISIONS: readonly string[] = [
  'Shares are compared with a tolerance of 10⁻⁹, so that 19 of 20 meets 95 %.',
  'Where both conditions for a score fail, the page names the one about what applies: it is the more fundamental one.',
  'A project is *dormant* when nothing is open and nothing was finished within the last 90 days.',
  'Contributions and losses are computed also where the score itself is withheld, since they order the fixes.',
  'A critical rule that cannot be assessed does not pass, and so caps the level too.',
  'The fewest offenders to mend are counted against the population as it is today. A rule about the project as a whole has one thing to mend and no issue.',
  'Link types whose words nobody defined are *unclear*, like those that read the same in both directions: the PMO decides.',
  'Of two issues that have to start, or to finish, together, the one on which the outward words are read is the provider. "A’s earliest end is the start of B" makes B the provider; "A is triggering B" makes A the provider.',
  'A type of which only the name is known is a dependency only when the name says "depend" or "block"; Gantt names do not tell the direction.',
  'An issue linked to itself is counted once per link type, although Jira lists such a link twice.',
  'Where links disagree about the status of an end that no project holds, open beats done, and either beats a link that does not say.',
  'An issue of the same project that could not be read is an unknown end, but no other project: it makes no dependency cross-project.',
  'A cycle is live while none of its issues is known to be done.',
];

function decisions(): string {
  const byRule = catalogue.flatMap((rule) => rule.notes.map((note) => `- **${rule.id}**: ${note}`));
  return ['## Where the definition was silent', '', ...GENERAL_DECISIONS.map((note) => `- ${note}`), ...byRule].join(
    '\n',
  );
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
