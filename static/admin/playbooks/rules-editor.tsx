import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { EditedPlaybook, PlaybooksView, PreviewView } from '../../../src/contract';
import { TextButton } from '../../dependencies/text-button';
import type { Format } from '../../shared/format';
import { useHost } from '../../shared/host';
import { counted } from '../../shared/words';
import { dayOf, isoOf } from '../../shared/days';
import { Check, ChoiceField, Field, NumberField, ProblemOf } from '../../shared/field';
import { LEVEL_WORDS, LIFECYCLE_WORDS, THEME_WORDS, THEMES, type Level, type Lifecycle } from './playbook-words';

type Rule = EditedPlaybook['rules'][number];
type Trial = NonNullable<PreviewView['result']>['trials'][number];

const USES = (Object.keys(LIFECYCLE_WORDS) as Lifecycle[]).map((value) => ({ value, words: LIFECYCLE_WORDS[value] }));
const LEVELS = (Object.keys(LEVEL_WORDS) as Level[]).map((value) => ({ value, words: LEVEL_WORDS[value] }));

const LARGEST_WEIGHT = 100;
/** Days until an announced rule counts, unless somebody says otherwise. */
const USUAL_NOTICE = 28;

export interface EditorProperties {
  readonly playbook: EditedPlaybook;
  readonly onChange: (part: Partial<EditedPlaybook>) => void;
}

interface Properties extends EditorProperties {
  readonly view: PlaybooksView;
  /** Of the draft as it is saved; `null` where there is none that fits. */
  readonly trials: readonly Trial[] | null;
}

/** The rules of the catalogue by theme, and how the playbook uses them. */
export function RulesEditor({ playbook, onChange, view, trials }: Properties): ReactElement {
  const uses = new Map(playbook.rules.map((use) => [use.rule, use]));
  const order = new Map(view.rules.map(({ id }, place) => [id, place]));
  const placeOf = ({ rule }: Rule): number => order.get(rule) ?? order.size;
  const unknown = playbook.rules.filter(({ rule }) => !order.has(rule));
  function use(rule: string, changed: Rule | null): void {
    const others = playbook.rules.filter((each) => each.rule !== rule);
    const rules = changed === null ? others : [...others, changed];
    onChange({ rules: rules.sort((a, b) => placeOf(a) - placeOf(b)) });
  }
  return (
    <>
      <p className="subtle playbook-words">
        A rule in shadow is computed and shown here only: a preview tells what it would do now. An announced one is
        shown to project managers, and counts from its day on. An enforced one counts. In a playbook that is in force, a
        rule is announced before it counts. A critical rule that does not pass caps the level.
      </p>
      <ProblemOf path="rules" />
      {unknown.length > 0 && <UnknownRules rules={unknown} onRemove={(rule) => use(rule, null)} />}
      {THEMES.map((theme) => {
        const rules = view.rules.filter((rule) => rule.theme === theme);
        if (rules.length === 0) return null;
        return (
          <section key={theme} aria-labelledby={`theme-${theme}`} className="admin-section">
            <Heading as="h3" size="small" id={`theme-${theme}`}>
              {THEME_WORDS[theme]}
            </Heading>
            <table className="table playbook-rules">
              <caption className="visually-hidden">{THEME_WORDS[theme]}</caption>
              <thead>
                <tr>
                  <th scope="col">Rule</th>
                  <th scope="col">Use</th>
                  <th scope="col">Weight</th>
                  <th scope="col">Target</th>
                  <th scope="col">Asked for by</th>
                  <th scope="col">Critical</th>
                </tr>
              </thead>
              <tbody>
                {rules.map((rule) => (
                  <RuleLine
                    key={rule.id}
                    rule={rule}
                    use={uses.get(rule.id) ?? { rule: rule.id, lifecycle: 'shadow', ...rule.defaults }}
                    today={view.today}
                    trial={trials === null ? undefined : (trials.find((trial) => trial.rule === rule.id) ?? null)}
                    onUse={(changed) => use(rule.id, changed)}
                  />
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </>
  );
}

function UnknownRules({
  rules,
  onRemove,
}: {
  readonly rules: readonly Rule[];
  readonly onRemove: (rule: string) => void;
}): ReactElement {
  return (
    <ul className="playbook-list">
      {rules.map(({ rule }) => (
        <li key={rule}>
          <span>This version of Plumbline has no rule “{rule}”.</span>{' '}
          <TextButton onClick={() => onRemove(rule)}>Take it out</TextButton>
        </li>
      ))}
    </ul>
  );
}

interface LineProperties {
  readonly rule: PlaybooksView['rules'][number];
  readonly use: Rule;
  readonly today: number;
  /** `undefined`: no preview tells; `null`: it says nothing of this rule. */
  readonly trial: Trial | null | undefined;
  readonly onUse: (use: Rule) => void;
}

function RuleLine({ rule, use, today, trial, onUse }: LineProperties): ReactElement {
  const { format } = useHost();
  const path = `rules.${rule.id}`;
  const { countsFrom: _day, ...settings } = use;
  const change = (part: Partial<Rule>): void => onUse({ ...use, ...part });
  function useAs(lifecycle: Lifecycle): void {
    onUse({ ...settings, lifecycle, ...(lifecycle === 'announced' ? { countsFrom: today + USUAL_NOTICE } : {}) });
  }
  return (
    <tr>
      <th scope="row">
        <details>
          <summary>{rule.title}</summary>
          <p className="small">{rule.checks}</p>
          <p className="small subtle">
            {rule.rationale} From: {rule.source}.
          </p>
        </details>
        <ProblemOf path={`${path}.rule`} />
        {use.lifecycle !== 'enforced' && <TrialWords trial={trial} format={format} />}
      </th>
      <td>
        <ChoiceField
          path={`${path}.lifecycle`}
          label={`Use of “${rule.title}”`}
          isLabelHidden
          value={use.lifecycle}
          options={USES}
          onChange={useAs}
        />
        {use.lifecycle === 'announced' && (
          <Field path={`${path}.countsFrom`} label={`Day from which “${rule.title}” counts`} isLabelHidden>
            {(attributes) => (
              <input
                {...attributes}
                type="date"
                className="field-input"
                value={isoOf(use.countsFrom)}
                onChange={({ currentTarget }) => change(withDay(dayOf(currentTarget.value)))}
              />
            )}
          </Field>
        )}
      </td>
      <td>
        <NumberField
          path={`${path}.weight`}
          label={`Weight of “${rule.title}”`}
          isLabelHidden
          value={use.weight}
          max={LARGEST_WEIGHT}
          step={0.5}
          onChange={(weight) => change({ weight: weight ?? 0 })}
        />
      </td>
      <td>
        <NumberField
          path={`${path}.target`}
          label={`Target of “${rule.title}”, percent`}
          isLabelHidden
          value={Math.round(use.target * 10_000) / 100}
          max={100}
          suffix="%"
          onChange={(percent) => change({ target: (percent ?? 0) / 100 })}
        />
      </td>
      <td>
        <ChoiceField
          path={`${path}.level`}
          label={`Level that asks for “${rule.title}”`}
          isLabelHidden
          value={use.level}
          options={LEVELS}
          onChange={(level) => change({ level })}
        />
      </td>
      <td>
        <Check
          label={`“${rule.title}” is critical`}
          isChecked={use.critical}
          onChange={(critical) => change({ critical })}
        />
      </td>
    </tr>
  );
}

/** Without a day it is refused in words: which day is for the reader to say. */
function withDay(day: number | null): Partial<Rule> {
  return day === null ? { countsFrom: 0 } : { countsFrom: day };
}

function TrialWords({
  trial,
  format,
}: {
  readonly trial: LineProperties['trial'];
  readonly format: Format;
}): ReactElement | null {
  if (trial === undefined) return null;
  if (trial === null) return <p className="small subtle">It has no result in any of the projects now.</p>;
  const { projects, notPassing, points } = trial;
  return (
    <p className="small playbook-trial">
      Now it would not pass in {format.count(notPassing)} of {counted(projects, 'project', 'projects', format.count)};
      counted, it would move their scores by {signed(points / projects, format)} points on average.
    </p>
  );
}

/** Points with their sign. */
export function signed(points: number, format: Format): string {
  const words = format.points(Math.abs(points));
  if (words === format.points(0)) return words;
  return `${points < 0 ? '−' : '+'}${words}`;
}
