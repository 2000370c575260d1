import { readFile, rm } from 'node:fs/promises';
import type { Context } from 'koa';
import { MAX_FILE_BYTES } from '../../../contracts/catalog-file';

interface Uploaded {
  readonly filepath: string;
  readonly size: number;
}
interface FormRequest {
  readonly files?: { readonly files?: Uploaded | readonly Uploaded[] };
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface Form {
  readonly text: string;
  readonly remove: boolean;
  readonly hash: string;
}

/**
 * The form sent with an import, or null after having answered what is wrong with it. It is a form, and the field
 * is called `files`, because then Strapi's limit for JSON (1 MB) does not count, and Strapi cleans up.
 */
export async function formOf(ctx: Context): Promise<Form | null> {
  const { files, body = {} } = ctx.request as unknown as FormRequest;
  const given = files?.files;
  const file = Array.isArray(given) ? (given as readonly Uploaded[])[0] : (given as Uploaded | undefined);
  if (!file) {
    ctx.badRequest('files is missing; send a form (multipart/form-data) with the file in it');
    return null;
  }
  if (file.size > MAX_FILE_BYTES) {
    await rm(file.filepath, { force: true });
    ctx.payloadTooLarge(`the file weighs ${file.size} bytes; allowed are ${MAX_FILE_BYTES}`);
    return null;
  }
  const text = await readFile(file.filepath, 'utf8');
  return { text, remove: body.remove === 'true', hash: typeof body.hash === 'string' ? body.hash : '' };
}
