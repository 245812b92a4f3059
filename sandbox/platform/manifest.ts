import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A module of the manifest: a page, a trigger, a consumer … */
export interface AppModule {
  /** E.g. `jira:projectPage`. */
  readonly type: string;
  readonly key: string;
  readonly title: string | null;
  /** Key of the function behind `resolver.function` or `function`. */
  readonly functionKey: string | null;
  /** Key of the static resource that the module shows. */
  readonly resourceKey: string | null;
}

export interface AppFunction {
  readonly key: string;
  /** `file.export` under `src/`. */
  readonly handler: string;
  /** After so many seconds the platform kills it: 25, for consumers and schedules alone 55, or as the manifest says. */
  readonly timeoutSeconds: number;
}

export interface EventTrigger {
  readonly key: string;
  readonly functionKey: string;
  readonly events: readonly string[];
  /** The trigger does not want events that the app itself caused. */
  readonly ignoreSelf: boolean;
}

export type Interval = 'fiveMinute' | 'hour' | 'day' | 'week';

export interface ScheduledTrigger {
  readonly key: string;
  readonly functionKey: string;
  readonly interval: Interval;
}

export interface QueueConsumer {
  readonly key: string;
  readonly queue: string;
  readonly functionKey: string;
}

export interface EntityIndex {
  readonly name: string;
  readonly partition: readonly string[];
  /** The attribute that orders the index; `null` where it is ordered by key. */
  readonly range: string | null;
}

/** A custom entity of `app.storage.entities`. */
export interface StoredEntity {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly indexes: readonly EntityIndex[];
}

/** What the platform takes from manifest.yml. */
export interface AppManifest {
  readonly appId: string;
  readonly memoryMB: number;
  readonly scopes: readonly string[];
  /** As written, scopes included: content and egress, from which the pages' security policy is computed. */
  readonly permissions: Readonly<Record<string, unknown>>;
  readonly modules: readonly AppModule[];
  readonly functions: ReadonlyMap<string, AppFunction>;
  readonly triggers: readonly EventTrigger[];
  readonly scheduledTriggers: readonly ScheduledTrigger[];
  readonly consumers: readonly QueueConsumer[];
  readonly entities: ReadonlyMap<string, StoredEntity>;
  /** Key → folder, as the manifest writes it. */
  readonly resources: ReadonlyMap<string, string>;
}

/** The manifest is not what Forge would deploy. */
export class ManifestError extends Error {}

const DEFAULT_MEMORY_MB = 512;
const INTERACTIVE_TIMEOUT_SECONDS = 25;
const BACKGROUND_TIMEOUT_SECONDS = 55;
const LONGEST_TIMEOUT_SECONDS = 900;
const INTERVALS: readonly string[] = ['fiveMinute', 'hour', 'day', 'week'] satisfies readonly Interval[];

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsAt(parent: Fields, name: string): Fields {
  const value = parent[name];
  return isFields(value) ? value : {};
}

function listAt(parent: Fields, name: string): readonly Fields[] {
  const value = parent[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function textAt(parent: Fields, name: string, where: string): string {
  const value = parent[name];
  if (typeof value !== 'string' || value === '') throw new ManifestError(`${where} lacks "${name}".`);
  return value;
}

function optionalText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsAt(parent: Fields, name: string): readonly string[] {
  const value = parent[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function readModules(modules: Fields): readonly AppModule[] {
  return Object.keys(modules)
    .filter((type) => type !== 'function')
    .flatMap((type) =>
      listAt(modules, type).map((module) => ({
        type,
        key: textAt(module, 'key', `A module of ${type}`),
        title: optionalText(module.title),
        functionKey: optionalText(fieldsAt(module, 'resolver').function) ?? optionalText(module.function),
        resourceKey: optionalText(module.resource),
      })),
    );
}

function timeoutOf(key: string, declared: unknown, modules: readonly AppModule[]): number {
  const users = modules.filter((module) => module.functionKey === key);
  const isBackground =
    users.length > 0 && users.every((module) => module.type === 'consumer' || module.type === 'scheduledTrigger');
  if (declared === undefined) return isBackground ? BACKGROUND_TIMEOUT_SECONDS : INTERACTIVE_TIMEOUT_SECONDS;
  if (!isBackground) {
    throw new ManifestError(`Function ${key}: timeoutSeconds is only for functions of consumers and schedules.`);
  }
  if (typeof declared !== 'number' || declared < 1 || declared > LONGEST_TIMEOUT_SECONDS) {
    throw new ManifestError(`Function ${key}: timeoutSeconds must be 1 to ${LONGEST_TIMEOUT_SECONDS}.`);
  }
  return declared;
}

function readFunctions(modules: Fields, appModules: readonly AppModule[]): ReadonlyMap<string, AppFunction> {
  return new Map(
    listAt(modules, 'function').map((entry) => {
      const key = textAt(entry, 'key', 'A function');
      const handler = textAt(entry, 'handler', `Function ${key}`);
      return [key, { key, handler, timeoutSeconds: timeoutOf(key, entry.timeoutSeconds, appModules) }];
    }),
  );
}

function readTriggers(modules: Fields): readonly EventTrigger[] {
  return listAt(modules, 'trigger').map((trigger) => {
    const key = textAt(trigger, 'key', 'A trigger');
    const filter = fieldsAt(trigger, 'filter');
    if (filter.expression !== undefined) {
      throw new ManifestError(`Trigger ${key}: the sandbox does not evaluate filter expressions.`);
    }
    return {
      key,
      functionKey: textAt(trigger, 'function', `Trigger ${key}`),
      events: textsAt(trigger, 'events'),
      ignoreSelf: filter.ignoreSelf === true,
    };
  });
}

function readScheduledTriggers(modules: Fields): readonly ScheduledTrigger[] {
  return listAt(modules, 'scheduledTrigger').map((trigger) => {
    const key = textAt(trigger, 'key', 'A scheduled trigger');
    const interval = textAt(trigger, 'interval', `Scheduled trigger ${key}`);
    if (!isInterval(interval)) throw new ManifestError(`Scheduled trigger ${key}: unknown interval "${interval}".`);
    return { key, functionKey: textAt(trigger, 'function', `Scheduled trigger ${key}`), interval };
  });
}

function isInterval(text: string): text is Interval {
  return INTERVALS.includes(text);
}

function readConsumers(modules: Fields): readonly QueueConsumer[] {
  return listAt(modules, 'consumer').map((consumer) => {
    const key = textAt(consumer, 'key', 'A consumer');
    const where = `Consumer ${key}`;
    return { key, queue: textAt(consumer, 'queue', where), functionKey: textAt(consumer, 'function', where) };
  });
}

function readIndex(index: unknown, entity: string): EntityIndex {
  if (typeof index === 'string') return { name: index, partition: [], range: index };
  if (!isFields(index)) throw new ManifestError(`Entity ${entity}: an index is a name or an object.`);
  return {
    name: textAt(index, 'name', `An index of entity ${entity}`),
    partition: textsAt(index, 'partition'),
    range: textsAt(index, 'range')[0] ?? null,
  };
}

function readEntities(app: Fields): ReadonlyMap<string, StoredEntity> {
  return new Map(
    listAt(fieldsAt(app, 'storage'), 'entities').map((entity) => {
      const name = textAt(entity, 'name', 'An entity');
      const attributes = Object.entries(fieldsAt(entity, 'attributes')).map(([attribute, type]): [string, string] => [
        attribute,
        isFields(type) ? textAt(type, 'type', `Attribute ${attribute} of entity ${name}`) : String(type),
      ]);
      const indexes = Array.isArray(entity.indexes) ? entity.indexes : [];
      return [
        name,
        { name, attributes: new Map(attributes), indexes: indexes.map((index: unknown) => readIndex(index, name)) },
      ];
    }),
  );
}

function checkReferences(manifest: AppManifest): void {
  const users = [
    ...manifest.modules.filter((module) => module.functionKey !== null),
    ...manifest.triggers,
    ...manifest.scheduledTriggers,
    ...manifest.consumers,
  ];
  for (const user of users) {
    if (user.functionKey !== null && !manifest.functions.has(user.functionKey)) {
      throw new ManifestError(`${user.key} names function "${user.functionKey}", which the manifest does not declare.`);
    }
  }
}

/**
 * Reads `manifest.yml` of the app.
 * @throws ManifestError naming the module at fault.
 */
export function readManifest(appDirectory: string): AppManifest {
  const document: unknown = parse(readFileSync(path.join(appDirectory, 'manifest.yml'), 'utf8'));
  if (!isFields(document)) throw new ManifestError('manifest.yml is not a YAML mapping.');
  const app = fieldsAt(document, 'app');
  const memoryMB = fieldsAt(app, 'runtime').memoryMB;
  const modules = fieldsAt(document, 'modules');
  const appModules = readModules(modules);
  const permissions = fieldsAt(document, 'permissions');
  const scopes = permissions.scopes;
  const manifest: AppManifest = {
    appId: textAt(app, 'id', 'app').replace(/^.*\//, ''),
    memoryMB: typeof memoryMB === 'number' ? memoryMB : DEFAULT_MEMORY_MB,
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    permissions,
    modules: appModules,
    functions: readFunctions(modules, appModules),
    triggers: readTriggers(modules),
    scheduledTriggers: readScheduledTriggers(modules),
    consumers: readConsumers(modules),
    entities: readEntities(app),
    resources: new Map(
      listAt(document, 'resources').map((resource) => {
        const key = textAt(resource, 'key', 'A resource');
        return [key, textAt(resource, 'path', `Resource ${key}`)];
      }),
    ),
  };
  checkReferences(manifest);
  return manifest;
}
