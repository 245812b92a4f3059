import * as z from 'zod';
import { changeItem, commit, NO_SIDE, type Side } from '../edit/change';
import { projectForEdit } from '../edit/apply';
import { bodyOf, issueOf, type Call, type Endpoint } from '../endpoint';
import { announceLink } from '../events';
import { errorMessages, NO_CONTENT, ok, type Reply } from '../http';
import { linkedIssue } from '../render/issue';
import type { SiteIssue, SiteLink, SiteLinkType } from '../site-data';

const end = z.looseObject({ id: z.string().optional(), key: z.string().optional() });

const createBody = z.strictObject({
  type: z.looseObject({ id: z.string().optional(), name: z.string().optional() }),
  /** The source, although the name says otherwise: "inwardIssue ⟨outward⟩ outwardIssue". */
  inwardIssue: end,
  outwardIssue: end,
  comment: z.unknown().optional(),
});

function createLink(call: Call): Reply {
  const { state } = call.site;
  const body = bodyOf(call, createBody);
  const type = state.data.linkTypes.find(({ id, name }) =>
    body.type.id === undefined ? name === body.type.name : id === body.type.id,
  );
  if (type === undefined) {
    const [by, value] = body.type.id === undefined ? ['name', body.type.name ?? ''] : ['id', body.type.id];
    throw errorMessages(404, `No issue link type with ${by} '${value}' found.`);
  }
  const source = issueOf(call, body.inwardIssue.id ?? body.inwardIssue.key ?? '');
  const destination = issueOf(call, body.outwardIssue.id ?? body.outwardIssue.key ?? '');
  mayLink(call, source);
  if (source.id === destination.id) throw errorMessages(400, 'You cannot link an issue to itself.');
  const again = state
    .links(source.id)
    .some((link) => link.typeId === type.id && link.sourceId === source.id && link.destinationId === destination.id);
  if (again) return { status: 201 };
  const link: SiteLink = {
    id: state.ids.link.next(),
    typeId: type.id,
    sourceId: source.id,
    destinationId: destination.id,
  };
  state.addLink(link);
  writeDown(call, source, type.outward ?? type.name, destination.key, true);
  writeDown(call, destination, type.inward ?? type.name, source.key, true);
  announceLink('created', link, call);
  return { status: 201 };
}

function deleteLink(call: Call): Reply {
  const { state } = call.site;
  const link = linkOf(call);
  const source = state.issueById(link.sourceId);
  const destination = state.issueById(link.destinationId);
  const held = source ?? destination;
  if (held !== undefined) mayLink(call, held);
  const type: SiteLinkType | undefined = state.data.linkTypes.find(({ id }) => id === link.typeId);
  const far = (id: string): string => state.issueById(id)?.key ?? state.outsideIssue(id)?.key ?? id;
  state.removeLink(link);
  if (source !== undefined) {
    writeDown(call, source, type?.outward ?? type?.name ?? '', far(link.destinationId), false);
  }
  if (destination !== undefined) {
    writeDown(call, destination, type?.inward ?? type?.name ?? '', far(link.sourceId), false);
  }
  announceLink('deleted', link, call);
  return NO_CONTENT;
}

/** Both ends remember a link in their changelog, but `updated` does not move: that is how Jira Cloud does it. */
function writeDown(call: Call, issue: SiteIssue, phrase: string, farKey: string, added: boolean): void {
  const current = call.site.state.issueById(issue.id) ?? issue;
  const side: Side = [farKey, `This work item ${phrase} ${farKey}`];
  const item = changeItem('issuelinks', 'Link', added ? NO_SIDE : side, added ? side : NO_SIDE);
  commit(call, current, { fields: {}, items: [item] }, false);
}

function mayLink(call: Call, issue: SiteIssue): void {
  if (!call.access.mayEditProject(projectForEdit(call, issue))) {
    throw errorMessages(401, `No Link Issue Permission for issue '${issue.key}'`);
  }
}

/** The link that the path names, if the viewer may browse both of its ends. */
function linkOf(call: Call): SiteLink {
  const id = call.params.linkId ?? '';
  const link = call.site.state.link(id);
  const { state, catalogue } = call.site;
  const seen = (issueId: string): boolean => linkedIssue(issueId, state, catalogue, call.access) !== undefined;
  if (link === undefined || !seen(link.sourceId) || !seen(link.destinationId)) {
    throw errorMessages(404, `No issue link with id '${id}' exists.`);
  }
  return link;
}

export const linkEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/rest/api/3/issueLink',
    scopes: ['write:jira-work'],
    anonymous: true,
    mutates: true,
    handle: createLink,
  },
  {
    method: 'GET',
    path: '/rest/api/3/issueLink/{linkId}',
    scopes: ['read:jira-work'],
    anonymous: true,
    handle: (call) => {
      const { state, catalogue } = call.site;
      const link = linkOf(call);
      return ok({
        id: link.id,
        self: catalogue.url('issueLink', link.id),
        type: catalogue.linkTypeById(link.typeId),
        inwardIssue: linkedIssue(link.sourceId, state, catalogue, call.access),
        outwardIssue: linkedIssue(link.destinationId, state, catalogue, call.access),
      });
    },
  },
  {
    method: 'DELETE',
    path: '/rest/api/3/issueLink/{linkId}',
    scopes: ['write:jira-work'],
    anonymous: true,
    mutates: true,
    handle: deleteLink,
  },
];
