import type { Json } from '../jira/site-data';
import { isList, isObject } from './json';

/** No rule reads long texts; what a page or JQL may show of them fits here. In characters. */
const KEPT_TEXT = 1_000;

/** Cuts what grows without bound, so that an export of 30,000 issues fits comfortably into memory. */
export function slimField(id: string, value: Json): Json {
  if (id === 'description' || id === 'environment') return slimDocument(value);
  if (id === 'comment' || id === 'worklog') return slimCollection(value);
  if (id === 'attachment') return JSON.stringify(value).length > KEPT_TEXT ? [] : value;
  return value;
}

/** REST v2 has plain text, v3 a document: both become a document. */
function slimDocument(value: Json): Json {
  if (typeof value === 'string') return documentOf(cut(value));
  if (!isObject(value) || JSON.stringify(value).length <= KEPT_TEXT) return value;
  return documentOf(cut(textIn(value, KEPT_TEXT + 1)));
}

function slimCollection(value: Json): Json {
  if (!isObject(value) || JSON.stringify(value).length <= KEPT_TEXT) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, isList(each) ? [] : each]));
}

function cut(text: string): string {
  return text.length <= KEPT_TEXT ? text : `${text.slice(0, KEPT_TEXT)}…`;
}

/** The text of a document's nodes, at most `room` characters and as deep as Jira nests. */
function textIn(node: Json, room: number, depth = 0): string {
  if (!isObject(node) || depth > 50) return '';
  if (typeof node.text === 'string') return node.text.slice(0, room);
  let text = '';
  for (const child of isList(node.content) ? node.content : []) {
    if (text.length >= room) break;
    text += textIn(child, room - text.length, depth + 1);
  }
  return text;
}

function documentOf(text: string): Json {
  const paragraphs = text.split('\n').filter((line) => line !== '');
  const content = paragraphs.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { version: 1, type: 'doc', content };
}
