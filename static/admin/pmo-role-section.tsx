import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import Textfield from '@atlaskit/textfield';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import type { PmoRoleView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { call } from './call';
import './pmo-role-section.css';

const ROLE = ['pmoRole'];

/** Who has the PMO role: a group of Jira's, looked for by its name, or those who administer Jira. */
export function PmoRoleSection(): ReactElement {
  const id = useId();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const role = useQuery({ queryKey: ROLE, queryFn: () => call('pmoRole', {}), refetchOnWindowFocus: false });
  const search = useMutation({ mutationFn: (find: string) => call('pmoRole', { find }) });
  const save = useMutation({
    mutationFn: ({ group, version }: { readonly group: string | null; readonly version: number }) =>
      call('savePmoRole', { group, version }),
    onSuccess: ({ role: chosen }) => {
      client.setQueryData<PmoRoleView>(ROLE, chosen);
      search.reset();
    },
  });
  const error = save.error ?? search.error ?? role.error;
  const version = role.data?.version;
  return (
    <section className="pmo-role" aria-labelledby={`${id}-heading`}>
      <Heading as="h2" size="medium" id={`${id}-heading`}>
        PMO role
      </Heading>
      <p className="subtle">Who has it decides on waivers. Nobody decides on their own request.</p>
      <p role="status">
        {role.data !== undefined &&
          (role.data.group === null
            ? 'No group is chosen: those who administer Jira have it.'
            : `The members of “${role.data.group}” have it.`)}
        {save.data?.saved === false && ' Somebody else chose meanwhile; nothing was changed by you.'}
      </p>
      <form
        className="pmo-role-search"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') search.mutate(typed.trim());
        }}
      >
        <label htmlFor={id} className="small strong">
          Group in Jira
        </label>
        <Textfield
          id={id}
          isCompact
          width={260}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">Find</Button>
        {version !== undefined && role.data?.group !== null && (
          <Button appearance="subtle" onClick={() => save.mutate({ group: null, version })}>
            Back to Jira administrators
          </Button>
        )}
      </form>
      {error !== null && (
        <p role="alert">
          {refusalOf(error).message} {refusalOf(error).remedy}
        </p>
      )}
      {search.data?.found.length === 0 && <p role="status">No group of that name was found.</p>}
      {version !== undefined && search.data !== undefined && search.data.found.length > 0 && (
        <ul className="pmo-role-found" aria-label="Groups found">
          {search.data.found.map((group) => (
            <li key={group}>
              <Button onClick={() => save.mutate({ group, version })}>{group}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
