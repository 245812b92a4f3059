import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import './text-button.css';

/** A door to another view of the page: looks like a link, has no address of its own outside the host's. */
export function TextButton(properties: Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'className'>): ReactElement {
  return <button {...properties} type="button" className="text-button" />;
}
