import type { Lifecycle, Stage } from '../model';
import { canonicalJson } from './chain';
import { lifecycleFile } from './lifecycle-file';
import { unless, type GateProblem } from './problem';

/**
 * Where a project's lifecycle is not as its playbook gives it; empty when it is. Dates, deciders and who confirms are the
 * project's own, more deciders may have to agree than the playbook asks for, and ids say nothing: each project has its own.
 */
export function deviationsFrom(given: Lifecycle, edited: Lifecycle): readonly GateProblem[] {
  const [asked, stages] = [given, edited].map((each) => lifecycleFile(each).lifecycle.stages);
  return [
    ...unless(stages.length >= asked.length, {
      field: 'stages',
      problem: `The playbook has ${asked.length} stages, and here are ${stages.length}.`,
      remedy: REMEDY,
    }),
    ...stages.flatMap((stage, place) => [
      ...unless(place < asked.length && contentOf(stage) === contentOf(asked[place]), {
        field: `stages.${place}`,
        problem: 'This stage is not as the playbook has it.',
        remedy: REMEDY,
      }),
      ...unless(place >= asked.length || stage.gate.quorum >= asked[place].gate.quorum, {
        field: `stages.${place}.gate.quorum`,
        problem: `The playbook asks for ${asked[place]?.gate.quorum} deciders.`,
        remedy: 'Enter as many, or more.',
      }),
    ]),
  ];
}

const REMEDY = "Take over the playbook's stages, or ask the PMO to let projects have their own.";

function contentOf({ title, criteria, gate }: Stage): string {
  const asked = criteria.map(({ title: words, check, mandatory, due, help }) => ({
    words,
    check,
    mandatory,
    due,
    help,
  }));
  return canonicalJson([title, asked, gate.title]);
}
