import { randomBytes } from 'node:crypto';
import { declareIntent, dropIntent } from './document-intents';
import { deletePlaces, newPlace, placesOf, writeSection, type NewSection, type Section } from './document-sections';

/** What a writer stores before its commit, and what its commit replaces; both are declared first. */
export class Draft {
  private readonly intent = randomBytes(6).toString('base64url');
  private declared: readonly string[] = [];
  /** Where this writer stored sections, by digest. */
  private readonly stored = new Map<string, string>();

  constructor(
    private readonly document: string,
    private readonly owner: string,
    private readonly sections: readonly NewSection[],
    private readonly inlineUpTo: number,
  ) {}

  /** Stores those sections that are neither stored already nor small. Answers all as the next header is to name them. */
  async storeBeside(current: readonly Section[]): Promise<readonly Section[]> {
    if (this.sections.reduce((sum, { text }) => sum + text.length, 0) <= this.inlineUpTo) {
      await this.declare(placesOf(current));
      return this.sections;
    }
    const known = new Map(current.map((section) => [section.digest, section]));
    const fresh = new Map<string, string>();
    const next = this.sections.map(({ digest, text }): Section => {
      const kept = known.get(digest);
      if (kept !== undefined && 'place' in kept) return kept;
      const place = this.stored.get(digest) ?? newPlace(text);
      if (!this.stored.has(digest)) fresh.set(place, text);
      this.stored.set(digest, place);
      return { digest, place };
    });
    const named = placesOf(next);
    await this.declare([...this.stored.values(), ...placesOf(current).filter((place) => !named.includes(place))]);
    await Promise.all([...fresh].map(([place, text]) => writeSection(this.document, this.owner, place, text)));
    return next;
  }

  /** Deletes what was declared, except what the newest header names. */
  async tidy(newest: readonly Section[]): Promise<void> {
    if (this.declared.length === 0) return;
    const live = placesOf(newest);
    const dead = this.declared.filter((place) => !live.includes(place));
    await deletePlaces(this.document, this.owner, dead);
    await dropIntent(this.intent);
  }

  private async declare(places: readonly string[]): Promise<void> {
    if (places.every((place) => this.declared.includes(place))) return;
    this.declared = places;
    await declareIntent(this.intent, { document: this.document, owner: this.owner, places, at: Date.now() });
  }
}
