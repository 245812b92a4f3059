import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { refusalOf } from '../shared/call';
import { useCopyJql } from './select-in-jira';

/** Puts the finding's JQL on the clipboard, or shows it where the browser keeps the clipboard from the page. */
export function CopyJql({ rule }: { readonly rule: string }): ReactElement {
  const copy = useCopyJql(rule);
  return (
    <>
      <Button appearance="subtle" isLoading={copy.isPending} onClick={() => copy.mutate()}>
        Copy JQL
      </Button>
      <span role="status" className="small subtle">
        {copy.data?.copied === true && 'JQL copied'}
        {copy.isError && `${refusalOf(copy.error).message}. ${refusalOf(copy.error).remedy}`}
      </span>
      {copy.data?.copied === false && (
        <textarea
          className="copy-jql"
          aria-label="JQL to copy"
          readOnly
          rows={3}
          value={copy.data.jql}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
