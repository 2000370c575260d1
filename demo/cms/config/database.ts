import path from 'node:path';
import type { Core } from '@strapi/strapi';

const appRoot = path.join(__dirname, '..', '..');

/** SQLite in one file: `.tmp/data.db` here, or wherever DATABASE_FILENAME says (an absolute path stays one). */
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => ({
  connection: {
    client: 'sqlite',
    connection: { filename: path.resolve(appRoot, env('DATABASE_FILENAME', '.tmp/data.db')) },
    useNullAsDefault: true,
  },
});

export default config;
