import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Issue, LinkType, ProjectSummary, SearchPage, Transition, UserSummary } from './jira-types';
import { useSession } from './session';

const PAGE = 50;
const LIST_FIELDS = ['summary', 'status', 'issuetype', 'assignee', 'duedate', 'updated', 'customfield_10015'];

/** Keys start with the account: another persona sees another Jira. */
export function useProjects() {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'projects'],
    queryFn: async () => {
      const found: ProjectSummary[] = [];
      for (;;) {
        const page = await ask<{ values: ProjectSummary[]; isLast: boolean }>(
          'GET',
          `/rest/api/3/project/search?maxResults=${PAGE}&startAt=${found.length}&expand=lead&orderBy=name`,
        );
        found.push(...page.values);
        if (page.isLast || page.values.length === 0) return found;
      }
    },
  });
}

export function useProject(key: string) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'project', key],
    queryFn: () => ask<ProjectSummary>('GET', `/rest/api/3/project/${encodeURIComponent(key)}`),
    retry: false,
  });
}

export function useMayAdminister(projectKey: string | null) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'permissions', projectKey],
    queryFn: async () => {
      const permissions = projectKey === null ? 'ADMINISTER' : 'ADMINISTER_PROJECTS';
      const place = projectKey === null ? '' : `&projectKey=${encodeURIComponent(projectKey)}`;
      const reply = await ask<{ permissions: Record<string, { havePermission: boolean }> }>(
        'GET',
        `/rest/api/3/mypermissions?permissions=${permissions}${place}`,
      );
      return reply.permissions[permissions]?.havePermission === true;
    },
    retry: false,
  });
}

export function useIssues(jql: string) {
  const { ask, persona } = useSession();
  return useInfiniteQuery({
    queryKey: [persona.accountId, 'issues', jql],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask<SearchPage>('POST', '/rest/api/3/search/jql', {
        jql,
        fields: LIST_FIELDS,
        maxResults: PAGE,
        ...(pageParam === undefined ? {} : { nextPageToken: pageParam }),
      }),
    getNextPageParam: (page) => page.nextPageToken,
    retry: false,
    enabled: jql !== '',
  });
}

export function useIssueCount(jql: string) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'issues', jql, 'count'],
    queryFn: async () => (await ask<{ count: number }>('POST', '/rest/api/3/search/approximate-count', { jql })).count,
    retry: false,
    enabled: jql !== '',
  });
}

export function useIssue(key: string) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'issue', key],
    queryFn: () => ask<Issue>('GET', `/rest/api/3/issue/${encodeURIComponent(key)}`),
    retry: false,
  });
}

export function useTransitions(key: string) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'issue', key, 'transitions'],
    queryFn: async () =>
      (await ask<{ transitions: Transition[] }>('GET', `/rest/api/3/issue/${encodeURIComponent(key)}/transitions`))
        .transitions,
    retry: false,
  });
}

export function useAssignable(key: string) {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'assignable', key],
    queryFn: () =>
      ask<UserSummary[]>(
        'GET',
        `/rest/api/3/user/assignable/search?issueKey=${encodeURIComponent(key)}&maxResults=100`,
      ),
    retry: false,
  });
}

export function useLinkTypes() {
  const { ask, persona } = useSession();
  return useQuery({
    queryKey: [persona.accountId, 'linkTypes'],
    queryFn: async () => (await ask<{ issueLinkTypes: LinkType[] }>('GET', '/rest/api/3/issueLinkType')).issueLinkTypes,
  });
}
