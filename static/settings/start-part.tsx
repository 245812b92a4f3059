import Button from '@atlaskit/button/default/button';
import { useMutation } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import type { LifecycleView } from '../../src/contract';
import { RefusalMessage } from '../shared/refusal-message';
import type { Lifecycle } from './lifecycle-edits';
import { call } from './queries';

interface Properties {
  readonly projectId: string;
  readonly templates: LifecycleView['templates'];
  readonly playbook: LifecycleView['playbook'];
  readonly onStart: (lifecycle: Lifecycle) => void;
  readonly onTakeOver: (given: Lifecycle) => void;
}

/** Lifecycles to start from: what the playbook gives; and where it lets projects differ, templates or a file of another project. */
export function StartPart({ projectId, templates, playbook, onStart, onTakeOver }: Properties): ReactElement {
  const id = useId();
  const read = useMutation({
    mutationFn: async (file: File) => call('importLifecycle', { projectId, text: await file.text() }),
    onSuccess: ({ lifecycle }) => {
      if (lifecycle !== null) onStart(lifecycle);
    },
  });
  const { given } = playbook;
  const mayDiffer = given === null || given.mayDiffer;
  const offered = [
    ...(given === null
      ? []
      : [{ ...given, id: '', title: given.lifecycle.title, purpose: `From the playbook ${playbook.title}.` }]),
    ...(mayDiffer ? templates : []),
  ];
  return (
    <>
      <ul className="settings-templates">
        {offered.map(({ id: template, title, purpose, lifecycle }) => (
          <li key={template} className="card settings-template">
            <h2 className="settings-heading">{title}</h2>
            <p>{purpose}</p>
            <p className="small subtle">{lifecycle.stages.map((stage) => stage.gate.title).join(' → ')}</p>
            <div className="settings-template-end">
              <Button onClick={() => (lifecycle === given?.lifecycle ? onTakeOver(lifecycle) : onStart(lifecycle))}>
                Start<span className="visually-hidden"> from {title}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {mayDiffer && (
        <div className="settings-part">
          <label htmlFor={id} className="strong">
            Or from a file of another project
          </label>
          <input
            id={id}
            type="file"
            accept="application/json,.json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) read.mutate(file);
              currentTarget.value = '';
            }}
          />
          <RefusalMessage error={read.error} />
          <p role="status" className="small">
            {read.data?.lifecycle === null &&
              read.data.problems.map(({ problem, remedy }) => `${problem} ${remedy}`).join(' ')}
          </p>
        </div>
      )}
    </>
  );
}
