import type { ReactElement } from 'react';
import { useHost } from '../../shared/host';
import { counted } from '../../shared/words';
import type { Difference } from './merge';
import { pathInWords, valueInWords, type Names } from './playbook-words';

const MOST_SHOWN = 40;

interface Properties {
  readonly caption: string;
  readonly changes: readonly Difference[];
  readonly names: Names;
}

/** What is changed, with what it was before. */
export function DifferencesTable({ caption, changes, names }: Properties): ReactElement {
  const { format } = useHost();
  const shown = changes.slice(0, MOST_SHOWN);
  return (
    <>
      <table className="table playbook-differences">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, before, after }) => (
            <tr key={path.join('.')}>
              <th scope="row">{pathInWords(path, names)}</th>
              <td>{valueInWords(path, before, names, format)}</td>
              <td>{valueInWords(path, after, names, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown.length && (
        <p className="small subtle">
          and {counted(changes.length - shown.length, 'further change', 'further changes', format.count)}
        </p>
      )}
    </>
  );
}
