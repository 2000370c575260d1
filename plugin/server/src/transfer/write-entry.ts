import type { Core, UID as StrapiUID } from '@strapi/strapi';
import type { Definition } from '../../../contracts/catalog-file';
import { type Kind, UID } from '../../../contracts/ids';
import { dataOf, localesOf, same } from './definition';
import type { Step } from './plan';

interface Place {
  readonly documentId: string;
  readonly locale?: string;
}
type Data = Readonly<Record<string, unknown>>;

/** Strapi's documents of one kind; its own types are unions over all content types. */
interface Documents {
  create(given: { data: Data; locale?: string }): Promise<{ documentId: string }>;
  update(given: Place & { data: Data }): Promise<unknown>;
  publish(given: Place): Promise<unknown>;
  unpublish(given: Place): Promise<unknown>;
  delete(given: Place): Promise<unknown>;
}

export interface Writer {
  readonly strapi: Core.Strapi;
  readonly defaultLocale: string;
  /** The administrator's id, which Strapi notes beside entries. */
  readonly user: number | null;
}

/**
 * Does one step of a plan through Strapi's documents, so that all that holds for editors (checks, rights of keys,
 * telling fragment servers) holds here too. What is to be published is written as a draft and published; then the
 * draft is made what it is to be. Throws what Strapi throws.
 */
export async function writeEntry(writer: Writer, { kind, key, action, known, wanted }: Step): Promise<void> {
  const documents = writer.strapi.documents(UID[kind] as StrapiUID.ContentType) as unknown as Documents;
  if (action === 'delete') {
    if (known)
      await documents.delete({
        documentId: known.documentId,
        ...(kind === 'variant' ? { locale: '*' } : {}),
      });
    return;
  }
  if (!wanted) return;
  const entry = new Entry(writer, documents, kind, key, known?.documentId ?? null, known?.draft);
  const { published, draft } = wanted;
  if (published && !same(known?.published, published)) {
    await entry.draftBecomes(published);
    await entry.publish(published);
  }
  await entry.unpublishAllBut(known?.published, published);
  if (draft) {
    await entry.draftBecomes(draft);
    await entry.removeLocalesBut(draft);
  }
}

class Entry {
  constructor(
    private readonly writer: Writer,
    private readonly documents: Documents,
    private readonly kind: Kind,
    private readonly key: string,
    private documentId: string | null,
    /** The draft as it is now. */
    private draft: Definition | undefined,
  ) {}

  async draftBecomes(wanted: Definition): Promise<void> {
    if (same(this.draft, wanted)) return;
    for (const locale of this.localesToWrite(wanted)) await this.save(wanted, locale);
    this.draft = this.kind === 'variant' ? withLocalesOf(wanted, this.draft) : wanted;
  }

  async removeLocalesBut(wanted: Definition): Promise<void> {
    const kept = localesOf(wanted).map(([locale]) => locale);
    for (const [locale] of localesOf(this.draft ?? {})) {
      if (!kept.includes(locale)) await this.documents.delete({ documentId: this.id, locale });
    }
  }

  async publish(wanted: Definition): Promise<void> {
    for (const locale of this.localesToWrite(wanted)) await this.documents.publish(this.at(locale));
  }

  async unpublishAllBut(before: Definition | undefined, wanted: Definition | undefined): Promise<void> {
    if (!before) return;
    if (this.kind !== 'variant') {
      if (!wanted) await this.documents.unpublish({ documentId: this.id });
      return;
    }
    const kept = localesOf(wanted ?? {}).map(([locale]) => locale);
    for (const [locale] of localesOf(before)) {
      if (!kept.includes(locale)) await this.documents.unpublish({ documentId: this.id, locale });
    }
  }

  private async save(wanted: Definition, locale: string | undefined): Promise<void> {
    const { user } = this.writer;
    const data = {
      ...dataOf(this.kind, this.key, wanted, locale),
      ...(user === null ? {} : { updatedBy: user, ...(this.documentId ? {} : { createdBy: user }) }),
    };
    if (this.documentId) await this.documents.update({ ...this.at(locale), data });
    else this.documentId = (await this.documents.create({ data, ...(locale ? { locale } : {}) })).documentId;
  }

  /** The default locale first: the others take what all share from it. Kinds without locales: once. */
  private localesToWrite(wanted: Definition): readonly (string | undefined)[] {
    if (this.kind !== 'variant') return [undefined];
    const locales = localesOf(wanted).map(([locale]) => locale);
    const first = locales.filter((locale) => locale === this.writer.defaultLocale);
    return [...first, ...locales.filter((locale) => !first.includes(locale))];
  }

  private at(locale: string | undefined): Place {
    return { documentId: this.id, ...(locale ? { locale } : {}) };
  }

  private get id(): string {
    if (this.documentId === null) throw new Error(`the ${this.kind} "${this.key}" is not saved yet`);
    return this.documentId;
  }
}

/** A variant's draft after it was written: locales that were not stay. */
function withLocalesOf(written: Definition, before: Definition = {}): Definition {
  const locales = new Map([...localesOf(before), ...localesOf(written)]);
  return { ...written, locales: Object.fromEntries([...locales].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
