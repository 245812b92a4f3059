import Heading from '@atlaskit/heading';
import { useId, useState, type ReactNode } from 'react';
import type { Issue } from './jira-types';
import { StatusLozenge } from './issue-table';
import { useAssignable, useTransitions } from './queries';
import { useEdit, type Edit } from './use-edit';

const START_DATE = 'customfield_10015';

/** Details of the issue; a change is saved when the control is left. */
export function IssueFields({ issue }: { readonly issue: Issue }): ReactNode {
  const edit = useEdit(issue.key);
  const path = `/rest/api/3/issue/${encodeURIComponent(issue.key)}`;
  const { fields } = issue;

  function save(changed: Record<string, unknown>): void {
    edit.send('PUT', path, { fields: changed });
  }
  return (
    <section className="panel" aria-labelledby="details-title" aria-busy={edit.pending}>
      <Heading size="small" as="h2" id="details-title">
        Details
      </Heading>
      <div className="fields">
        <StatusField issue={issue} edit={edit} />
        <AssigneeField issue={issue} save={save} />
        <TextField
          label="Start date"
          type="date"
          value={fields[START_DATE] ?? ''}
          save={(value) => save({ [START_DATE]: value || null })}
        />
        <TextField
          label="Due date"
          type="date"
          value={fields.duedate ?? ''}
          save={(value) => save({ duedate: value || null })}
        />
        <TextField
          label="Original estimate"
          type="text"
          hint="3d 4h"
          value={fields.timetracking?.originalEstimate ?? ''}
          save={(value) => save({ timetracking: { originalEstimate: value || null } })}
        />
        <ReadOnly label="Type" value={fields.issuetype?.name} />
        <ReadOnly label="Priority" value={fields.priority?.name} />
        <ReadOnly label="Resolution" value={fields.resolution?.name ?? 'Unresolved'} />
        <ReadOnly label="Updated" value={fields.updated?.slice(0, 16).replace('T', ' ')} />
      </div>
      <Outcome outcome={edit.outcome} />
    </section>
  );
}

export function Outcome({ outcome }: { readonly outcome: Edit['outcome'] }): ReactNode {
  return (
    <p className={outcome?.failed ? 'outcome outcome-failed' : 'outcome'} role="status">
      {outcome?.text}
    </p>
  );
}

function StatusField({ issue, edit }: { readonly issue: Issue; readonly edit: Edit }): ReactNode {
  const id = useId();
  const transitions = useTransitions(issue.key);
  const path = `/rest/api/3/issue/${encodeURIComponent(issue.key)}/transitions`;
  return (
    <>
      <label htmlFor={id}>Status</label>
      <div className="status-field">
        <StatusLozenge status={issue.fields.status} />
        <select
          id={id}
          className="control"
          value=""
          disabled={!transitions.data?.length}
          onChange={(event) => edit.send('POST', path, { transition: { id: event.target.value } })}
        >
          <option value="">Move to…</option>
          {(transitions.data ?? []).map((transition) => (
            <option key={transition.id} value={transition.id}>
              {transition.to.name}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function AssigneeField({
  issue,
  save,
}: {
  readonly issue: Issue;
  readonly save: (changed: Record<string, unknown>) => void;
}): ReactNode {
  const id = useId();
  const assignable = useAssignable(issue.key);
  const current = issue.fields.assignee;
  const offered = assignable.data ?? [];
  const missing = current && !offered.some((each) => each.accountId === current.accountId) ? [current] : [];
  return (
    <>
      <label htmlFor={id}>Assignee</label>
      <select
        id={id}
        className="control"
        value={current?.accountId ?? ''}
        onChange={(event) => save({ assignee: event.target.value ? { accountId: event.target.value } : null })}
      >
        <option value="">Unassigned</option>
        {[...missing, ...offered].map((each) => (
          <option key={each.accountId} value={each.accountId}>
            {each.displayName}
          </option>
        ))}
      </select>
    </>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly type: 'date' | 'text';
  readonly hint?: string;
  readonly value: string;
  readonly save: (value: string) => void;
}

/** What is typed stays until it is saved or the issue changes elsewhere. */
function TextField(props: TextFieldProps): ReactNode {
  return <Draft key={props.value} {...props} />;
}

function Draft({ label, type, hint, value, save }: TextFieldProps): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState(value);
  function commit(): void {
    if (draft.trim() !== value) save(draft.trim());
  }
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="control"
        type={type}
        placeholder={hint}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(value);
        }}
      />
    </>
  );
}

function ReadOnly({ label, value }: { readonly label: string; readonly value: string | undefined }): ReactNode {
  return (
    <>
      <span className="field-label">{label}</span>
      <span>{value ?? '–'}</span>
    </>
  );
}
