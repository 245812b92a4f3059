import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useState, type ReactElement } from 'react';

const TYPING_PAUSE_MILLISECONDS = 150;

interface SearchProperties {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** A field that searches while one types, after a short pause. */
export function SearchField({ label, value, onSearch }: SearchProperties): ReactElement {
  const id = useId();
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (told !== value) {
    // The address changed without this field, by back or by clearing.
    setTold(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      setTold(text);
      onSearch(text);
    }, TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="search-field">
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <Textfield
        id={id}
        type="search"
        isCompact
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
