import { FIELD, type Json, type SiteField, type SiteUser } from '../jira/site-data';
import { isCustomFieldId } from './field-names';
import { isList, isObject, textOf, type JsonObject } from './json';
import { Registry } from './registry';

const USER_FIELDS = new Set(['assignee', 'reporter', 'creator']);
const FAR_FIELDS = ['summary', 'status', 'priority', 'issuetype', 'assignee', 'timetracking'];

/** The people of an export, by account id. Server exports know them by key or name. */
class UserRegistry {
  private readonly users = new Map<string, { user: SiteUser; served: Json }>();

  intern(value: Json): Json {
    const accountId = this.accountIdOf(value);
    return accountId === null ? value : (this.users.get(accountId)?.served ?? value);
  }

  accountIdOf(value: Json | undefined): string | null {
    if (!isObject(value)) return null;
    const displayName = textOf(value.displayName);
    const accountId = textOf(value.accountId) ?? textOf(value.key) ?? textOf(value.name) ?? displayName;
    if (accountId === null) return null;
    if (!this.users.has(accountId)) {
      const user = {
        accountId,
        displayName: displayName ?? accountId,
        active: value.active !== false,
        ...(typeof value.timeZone === 'string' ? { timeZone: value.timeZone } : {}),
      };
      this.users.set(accountId, { user, served: { ...user, accountType: 'atlassian' } });
    }
    return accountId;
  }

  list(): readonly SiteUser[] {
    return [...this.users.values()].map(({ user }) => user).sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  }
}

/** Everything that the issues of an export refer to, gathered while they are read. */
export class Catalogue {
  readonly users = new UserRegistry();
  readonly statuses = new Registry();
  readonly issueTypes = new Registry();
  readonly priorities = new Registry();
  readonly resolutions = new Registry();
  readonly linkTypes = new Registry();
  /** Scope: project key. */
  readonly versions = new Registry();
  readonly components = new Registry();
  /** By key: what the export said first. */
  readonly projects = new Map<string, JsonObject>();
  private readonly customFields = new Map<string, SiteField['schema']>();
  private readonly fieldNames = new Map<string, string>();
  private readonly fieldIds = new Map<string, string>();
  private readonly shared = new Map<string, Json>();

  project(key: string, said: JsonObject): void {
    if (!this.projects.has(key)) this.projects.set(key, said);
  }

  /** A field's value as it will be served, sharing what many issues have in common. */
  intern(fieldId: string, value: Json, projectKey: string): Json {
    if (USER_FIELDS.has(fieldId)) return this.users.intern(value);
    if (isCustomFieldId(fieldId)) this.seeCustomField(fieldId, value);
    if (fieldId === FIELD.sprint || fieldId === 'labels') return this.share(value);
    if (fieldId === 'fixVersions' || fieldId === 'versions') return internEach(this.versions, value, projectKey);
    if (fieldId === 'components') return internEach(this.components, value, projectKey);
    const registry = this.registryOf(fieldId);
    return registry && isObject(value) ? registry.intern(value) : value;
  }

  /** What a link or a parent tells of the issue at its far end. */
  internFar(fields: JsonObject): JsonObject {
    const kept: { [id: string]: Json } = {};
    for (const id of FAR_FIELDS) {
      const value = fields[id];
      if (value !== undefined && value !== null) kept[id] = this.intern(id, value, '');
    }
    return this.share(kept) as JsonObject;
  }

  /** Learns the fields' names from an issue that was exported with `expand=names`. */
  learnNames(names: Json | undefined): void {
    if (!isObject(names)) return;
    for (const [id, name] of Object.entries(names)) {
      if (isCustomFieldId(id) && typeof name === 'string') this.learnName(id, name);
    }
  }

  learnName(id: string, name: string): void {
    if (!this.fieldNames.has(id)) this.fieldNames.set(id, name);
    const key = name.toLowerCase();
    if (!this.fieldIds.has(key)) this.fieldIds.set(key, id);
  }

  /** The id of the custom field of that display name, if any issue told it. The name is one in use today. */
  customFieldNamed(name: string): string | undefined {
    const id = this.fieldIds.get(name.toLowerCase());
    if (id !== undefined) this.fieldNames.set(id, name);
    return id;
  }

  seeCustomField(id: string, value: Json): void {
    const known = this.customFields.get(id);
    if (known === undefined || known.type === 'any') this.customFields.set(id, guessSchema(id, value));
  }

  customFieldList(): readonly SiteField[] {
    const fields: SiteField[] = [...STANDARD_FIELDS];
    for (const [id, schema] of this.customFields) {
      if (STANDARD_FIELDS.some((field) => field.id === id)) continue;
      fields.push({ id, name: this.fieldNames.get(id) ?? `Custom field ${id.slice(12)}`, custom: true, schema });
    }
    return fields.sort((a, b) => Number(a.id.slice(12)) - Number(b.id.slice(12)));
  }

  private registryOf(fieldId: string): Registry | undefined {
    if (fieldId === 'status') return this.statuses;
    if (fieldId === 'issuetype') return this.issueTypes;
    if (fieldId === 'priority') return this.priorities;
    return fieldId === 'resolution' ? this.resolutions : undefined;
  }

  private share(value: Json): Json {
    const text = JSON.stringify(value);
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    this.shared.set(text, value);
    return value;
  }
}

function internEach(registry: Registry, value: Json, scope: string): Json {
  return isList(value) ? value.map((each) => (isObject(each) ? registry.intern(each, scope) : each)) : value;
}

const SOFTWARE = 'com.pyxis.greenhopper.jira:';
const PLATFORM = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** The custom fields that every Jira Software site has. */
const STANDARD_FIELDS: readonly SiteField[] = [
  {
    id: FIELD.startDate,
    name: 'Start date',
    custom: true,
    schema: { type: 'date', custom: `${PLATFORM}datepicker`, customId: 10015 },
  },
  {
    id: FIELD.storyPoints,
    name: 'Story point estimate',
    custom: true,
    schema: { type: 'number', custom: `${SOFTWARE}jsw-story-points`, customId: 10016 },
  },
  {
    id: FIELD.sprint,
    name: 'Sprint',
    custom: true,
    schema: { type: 'array', items: 'json', custom: `${SOFTWARE}gh-sprint`, customId: 10020 },
  },
];

function guessSchema(id: string, value: Json): SiteField['schema'] {
  const customId = Number(id.slice(12));
  if (typeof value === 'number') return { type: 'number', custom: `${PLATFORM}float`, customId };
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { type: 'date', custom: `${PLATFORM}datepicker`, customId };
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return { type: 'datetime', custom: `${PLATFORM}datetime`, customId };
    return { type: 'string', custom: `${PLATFORM}textfield`, customId };
  }
  if (isList(value)) return { type: 'array', items: typeof value[0] === 'string' ? 'string' : 'json', customId };
  return isObject(value) ? { type: textOf(value.accountId) ? 'user' : 'option', customId } : { type: 'any', customId };
}
