import type { FieldChoice, LinkTypeChoice, PlaybookChoices } from '../../contract';
import {
  customAmong,
  fieldsFitting,
  guessFields,
  listFields,
  listGroupedProjects,
  listLinkTypes,
  type JiraField,
} from '../../jira';
import { FIELD_MEANINGS, linkTypeName, meaningOfLinkType, type FieldMeaning, type LinkType } from '../../model';
import type { AdminAnswer } from '../administrator';

const NOTHING_SET = { linkMeanings: {} };

/** What can be chosen on the site, as this administrator sees it in Jira right now. 2 calls, and 1 per 100 projects. */
export const playbookChoices: AdminAnswer<'playbookChoices'> = async () => {
  const [projects, linkTypes, fields] = await Promise.all([listGroupedProjects(), listLinkTypes(), listFields('user')]);
  const categories = new Map(projects.flatMap(({ category }) => (category === null ? [] : [[category.id, category]])));
  return {
    projects: projects.map(({ id, key, name, category }) => ({ id, key, name, category: category?.id ?? null })),
    categories: [...categories.values()].sort(byName),
    linkTypes: linkTypes.map(linkTypeChoice).sort((a, b) => (a.name < b.name ? -1 : 1)),
    fields: FIELD_MEANINGS.map((meaning) => fieldChoice(meaning, customAmong(fields))),
  } satisfies PlaybookChoices;
};

function linkTypeChoice(type: LinkType): LinkTypeChoice {
  const { reason, ...guess } = meaningOfLinkType(type, NOTHING_SET);
  return { name: linkTypeName(type), shown: type.name, outward: type.outward, guess, reason };
}

function fieldChoice(meaning: FieldMeaning, all: readonly JiraField[]): FieldChoice {
  const fields = fieldsFitting(meaning, all).map(({ id, name }) => ({ id, name }));
  return { meaning, guess: guessFields(meaning, all).at(0)?.id ?? null, fields: fields.sort(byName) };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
