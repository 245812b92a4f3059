import type { FieldProblem, LifecycleView } from '../../src/contract';

export type Lifecycle = NonNullable<LifecycleView['lifecycle']>;
export type Stage = Lifecycle['stages'][number];
export type Criterion = Stage['criteria'][number];
export type Check = Criterion['check'];
export type Panel = Stage['gate']['deciders'];

export const NOBODY: Panel = { people: [], groups: [], roles: [] };

/** Never used before, so that what was decided about another gate or criterion never counts for this one. */
function freshId(): string {
  return crypto.randomUUID();
}

/** A lifecycle from elsewhere, as one whose gates and criteria have nothing to do with any before. */
export function withFreshIds(lifecycle: Lifecycle): Lifecycle {
  return {
    ...lifecycle,
    stages: lifecycle.stages.map((stage) => ({
      ...{ ...stage, id: freshId(), gate: { ...stage.gate, id: freshId() } },
      criteria: stage.criteria.map((criterion) => ({ ...criterion, id: freshId() })),
    })),
  };
}

/**
 * The playbook's lifecycle as this project takes it over: stages of the same name are the same ones as before, with their
 * dates and deciders, and so are criteria of the same name in them. All else has nothing to do with anything before.
 */
export function takenOver(given: Lifecycle, current: Lifecycle | null): Lifecycle {
  const { title, stages } = withFreshIds(given);
  return {
    title,
    stages: stages.map((stage): Stage => {
      const before = current?.stages.find((each) => isNamedAs(each, stage));
      if (before === undefined) return stage;
      const left = [...before.criteria];
      const criteria = stage.criteria.map((criterion): Criterion => {
        const at = left.findIndex((each) => isNamedAs(each, criterion));
        if (at < 0) return criterion;
        const [{ id, check: was }] = left.splice(at, 1);
        const { check } = criterion;
        const isConfirmed = check.of === 'statement' && was.of === 'statement';
        return { ...criterion, id, check: isConfirmed ? { ...check, by: was.by } : check };
      });
      const gate = { ...before.gate, title: stage.gate.title, quorum: Math.max(before.gate.quorum, stage.gate.quorum) };
      return { ...stage, id: before.id, gate, criteria };
    }),
  };
}

function isNamedAs(a: { readonly title: string }, b: { readonly title: string }): boolean {
  return a.title.trim().toLowerCase() === b.title.trim().toLowerCase();
}

/** Puts a new stage behind one, or first. */
export function withNewStage(lifecycle: Lifecycle, behind: string | null): { lifecycle: Lifecycle; id: string } {
  const { stages } = lifecycle;
  const place = stages.findIndex(({ id }) => id === behind) + 1;
  const id = freshId();
  const gate = { id: freshId(), title: '', planned: null, forecast: null, deciders: NOBODY, quorum: 1 };
  const stage: Stage = { id, title: '', criteria: [], gate };
  return { lifecycle: { ...lifecycle, stages: stages.toSpliced(place, 0, stage) }, id };
}

export function withStage(lifecycle: Lifecycle, id: string, change: (stage: Stage) => Stage): Lifecycle {
  return { ...lifecycle, stages: lifecycle.stages.map((stage) => (stage.id === id ? change(stage) : stage)) };
}

export function withoutStage(lifecycle: Lifecycle, id: string): Lifecycle {
  return { ...lifecycle, stages: lifecycle.stages.filter((stage) => stage.id !== id) };
}

/** One place forward (1) or back (-1); the same list at its ends. */
export function moved<T extends { readonly id: string }>(list: readonly T[], id: string, by: 1 | -1): readonly T[] {
  const place = list.findIndex((each) => each.id === id);
  const to = place + by;
  if (place < 0 || to < 0 || to >= list.length) return list;
  return list.toSpliced(place, 1).toSpliced(to, 0, list[place]);
}

export function aCriterion(): Criterion {
  return { id: freshId(), title: '', check: checkOf('evidence'), mandatory: true, due: 'exit', help: '' };
}

/** A check of a kind, with nothing entered yet. */
export function checkOf(kind: Check['of']): Check {
  switch (kind) {
    case 'rule':
      return { of: 'rule', rule: '', threshold: 1 };
    case 'jql':
      return { of: 'jql', jql: '', expect: { of: 'none' } };
    case 'evidence':
      return { of: 'evidence', kind: 'page', freshDays: null };
    case 'statement':
      return { of: 'statement', text: '', by: NOBODY };
    case 'record':
      return { of: 'record', field: 'objective' };
  }
}

/** Problems whose stages and criteria are told by id, so that they stay where they belong when things are moved. */
export function problemsById(
  problems: readonly FieldProblem[],
  { stages }: Pick<Lifecycle, 'stages'>,
): readonly FieldProblem[] {
  return problems.map(({ field, ...words }) => {
    const [, place, rest = ''] = /^stages\.(\d+)(.*)$/.exec(field) ?? [];
    const stage = place === undefined ? undefined : stages[Number(place)];
    if (stage === undefined) return { ...words, field };
    const withCriterion = rest.replace(
      /^\.criteria\.(\d+)/,
      (_, at) => `.criteria.${stage.criteria[Number(at)]?.id ?? at}`,
    );
    return { ...words, field: `stages.${stage.id}${withCriterion}` };
  });
}

/** The stage and the criterion that a problem by id is about. */
export function placeOfProblem(field: string): { readonly stage: string | null; readonly criterion: string | null } {
  const [, stage = null, criterion = null] =
    /^stages\.([a-zA-Z0-9-]+)(?:\.criteria\.([a-zA-Z0-9-]+))?/.exec(field) ?? [];
  return { stage, criterion };
}

/** What somebody else changed, a sentence each. */
export function changesInWords(before: Lifecycle | null, after: Lifecycle | null): readonly string[] {
  if (before === null || after === null) return ['They set up a lifecycle.'];
  const [known, now] = [before, after].map(({ stages }) => new Map(stages.map((stage) => [stage.id, stage])));
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const order = (lifecycle: Lifecycle, others: ReadonlyMap<string, Stage>): readonly string[] =>
    lifecycle.stages.flatMap(({ id }) => (others.has(id) ? [id] : []));
  return [
    ...(before.title === after.title ? [] : [`The lifecycle is called "${after.title}" now.`]),
    ...before.stages.flatMap(({ id, title }) => (now.has(id) ? [] : [`The stage "${title}" is gone.`])),
    ...after.stages.flatMap((stage) => {
      const was = known.get(stage.id);
      if (was === undefined) return [`The stage "${stage.title}" is new.`];
      return [
        ...(was.title === stage.title ? [] : [`"${was.title}" is called "${stage.title}" now.`]),
        ...(same(was.gate, stage.gate) ? [] : [`The gate of "${stage.title}" is changed.`]),
        ...(same(was.criteria, stage.criteria) ? [] : [`What "${stage.title}" asks is changed.`]),
      ];
    }),
    ...(same(order(before, now), order(after, known)) ? [] : ['Stages stand in another order.']),
  ];
}
