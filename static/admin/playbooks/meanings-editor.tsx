import type { ReactElement } from 'react';
import type { PlaybookChoices } from '../../../src/contract';
import { ChoiceField } from '../../shared/field';
import { isSame } from './merge';
import { FIELD_WORDS, meaningInWords, MEANINGS } from './playbook-words';
import type { EditorProperties } from './rules-editor';

interface Properties extends EditorProperties {
  readonly choices: PlaybookChoices;
}

const AS_GUESSED = 'guess';

/** What the site's link types mean: guessed from their words, corrected here. */
export function LinksEditor({ playbook, onChange, choices }: Properties): ReactElement {
  const { linkMeanings } = playbook;
  const known = new Set(choices.linkTypes.map(({ name }) => name));
  const gone = Object.keys(linkMeanings).filter((name) => !known.has(name));
  function set(name: string, value: string): void {
    const { [name]: _before, ...others } = linkMeanings;
    onChange({
      linkMeanings: value === AS_GUESSED ? others : { ...others, [name]: MEANINGS[Number(value)] ?? { as: 'none' } },
    });
  }
  const valueOf = (name: string): string => {
    const meaning = linkMeanings[name];
    return meaning === undefined ? AS_GUESSED : String(MEANINGS.findIndex((each) => isSame(each, meaning)));
  };
  const options = MEANINGS.map((meaning, place) => ({ value: String(place), words: meaningInWords(meaning) }));
  return (
    <>
      <p className="subtle playbook-words">
        A link reads “A ⟨words⟩ B”. Which of the two waits for the other is told from the words; where they do not say,
        the link is not counted as a dependency until you decide.
      </p>
      <table className="table">
        <caption className="visually-hidden">Link types</caption>
        <thead>
          <tr>
            <th scope="col">Link type</th>
            <th scope="col">Means</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {choices.linkTypes.map(({ name, shown, outward, guess, reason }) => (
            <tr key={name}>
              <th scope="row">
                {shown}
                {outward !== null && <p className="small subtle">A {outward} B</p>}
              </th>
              <td>
                <ChoiceField
                  path={`linkMeanings.${name}`}
                  label={`Meaning of “${shown}”`}
                  isLabelHidden
                  value={valueOf(name)}
                  options={[{ value: AS_GUESSED, words: `As guessed: ${meaningInWords(guess)}` }, ...options]}
                  onChange={(value) => set(name, value)}
                />
              </td>
              <td className="small">{linkMeanings[name] === undefined ? reason : `You say so; guessed: ${reason}`}</td>
            </tr>
          ))}
          {gone.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <ChoiceField
                  path={`linkMeanings.${name}`}
                  label={`Meaning of “${name}”`}
                  isLabelHidden
                  value={valueOf(name)}
                  options={[{ value: AS_GUESSED, words: 'Forget it' }, ...options]}
                  onChange={(value) => set(name, value)}
                />
              </td>
              <td className="small subtle">This site has no such link type any more.</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Which custom fields mean what: guessed from their names and types, corrected here. */
export function FieldsEditor({ playbook, onChange, choices }: Properties): ReactElement {
  const { fields } = playbook;
  return (
    <>
      <p className="subtle playbook-words">
        A rule whose field is neither guessed nor chosen cannot be assessed, or does not apply; it is never counted as
        bad.
      </p>
      <table className="table">
        <caption className="visually-hidden">Fields</caption>
        <thead>
          <tr>
            <th scope="col">Means</th>
            <th scope="col">Field</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {choices.fields.map(({ meaning, guess, fields: fitting }) => {
            const { title, serves } = FIELD_WORDS[meaning];
            const chosen = fields[meaning];
            const guessed = fitting.find(({ id }) => id === guess);
            const isGone = chosen?.startsWith('customfield_') === true && !fitting.some(({ id }) => id === chosen);
            return (
              <tr key={meaning}>
                <th scope="row">
                  {title}
                  <p className="small subtle">for {serves}</p>
                </th>
                <td>
                  <ChoiceField
                    path={`fields.${meaning}`}
                    label={`Field for ${title.toLowerCase()}`}
                    isLabelHidden
                    value={chosen ?? AS_GUESSED}
                    options={[
                      { value: AS_GUESSED, words: guessed ? `As guessed: ${guessed.name}` : 'None found' },
                      ...(isGone ? [{ value: chosen, words: `${chosen}, which is no fitting field here` }] : []),
                      ...fitting.map(({ id, name }) => ({ value: id, words: name })),
                    ]}
                    onChange={(value) => {
                      const { [meaning]: _before, ...others } = fields;
                      onChange({ fields: value === AS_GUESSED ? others : { ...others, [meaning]: value } });
                    }}
                  />
                </td>
                <td className="small">{isGone ? IS_GONE : whyField(chosen, guessed?.name, fitting.length)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const IS_GONE =
  'Jira has no such field any more, or its values are of another type. Rules that need it cannot be assessed: choose another';

function whyField(chosen: string | undefined, guessed: string | undefined, fitting: number): string {
  if (chosen !== undefined) {
    return guessed === undefined ? 'You say so' : `You say so; guessed from its name: ${guessed}`;
  }
  if (guessed !== undefined) return `Its name is “${guessed}”, and its values are of a fitting type`;
  return fitting === 0 ? 'No field of this site has values of a fitting type' : 'No field is named as such';
}
