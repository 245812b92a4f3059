import { jiraInstant } from '../instant';
import type { SiteStatus } from '../site-data';
import { text } from '../state';
import { changeItem, NO_CHANGE, together, type Change } from './change';
import { editNamed, type EditContext } from './field-editors';

/** The status of the context's issue, where the site knows it. */
export function statusOf(context: EditContext): SiteStatus | undefined {
  const stored = context.issue.fields.status;
  const { statuses } = context.call.site.state.data;
  const id = text(stored, 'id');
  const name = text(stored, 'name');
  return statuses.find((status) => (id === undefined ? status.name === name : status.id === id));
}

/**
 * Moves the issue to a status, with what Jira's usual workflow does on the way: a change of category is dated; entering
 * "done" resolves the issue (unless the request brought a resolution), leaving it takes the resolution away.
 */
export function transitionTo(target: SiteStatus, context: EditContext): Change {
  const from = statusOf(context);
  const now = jiraInstant(context.call.site.clock());
  const { fields } = context.issue;
  const status: Change = {
    fields: { status: context.call.site.catalogue.complete('status', { id: target.id }) },
    items: [
      changeItem(
        'status',
        'status',
        [text(fields.status, 'id') ?? null, text(fields.status, 'name') ?? null],
        [target.id, target.name],
      ),
    ],
  };
  const dated: Change =
    from?.category === target.category ? NO_CHANGE : { fields: { statuscategorychangedate: now }, items: [] };
  return together([status, dated, resolutionAfter(target, context, now)]);
}

function resolutionAfter(target: SiteStatus, context: EditContext, now: string): Change {
  const { fields } = context.issue;
  const { resolutions } = context.call.site.state.data;
  const resolved = fields.resolution !== undefined && fields.resolution !== null;
  if (target.category === 'done') {
    const preset = resolutions.find((resolution) => resolution.name === 'Done') ?? resolutions[0];
    const dated: Change = fields.resolutiondate ? NO_CHANGE : { fields: { resolutiondate: now }, items: [] };
    return together([dated, resolved || preset === undefined ? NO_CHANGE : editNamed('resolution', preset, context)]);
  }
  if (target.category === undefined) return NO_CHANGE;
  return together([{ fields: { resolutiondate: undefined }, items: [] }, editNamed('resolution', null, context)]);
}
