import path from 'node:path';
import { Client } from 'pg';

/**
 * The database of one test app, as text of its `config/database.js`: SQLite in its folder, or, where
 * TESSERA_TEST_DATABASE is `postgres`, a database of its own in the PostgreSQL that TESSERA_TEST_POSTGRES
 * tells how to reach (test/databases).
 */
export async function databaseConfig(folder: string): Promise<string> {
  if (process.env.TESSERA_TEST_DATABASE !== 'postgres') {
    const filename = path.join(folder, 'data.db');
    return asModule({ client: 'sqlite', useNullAsDefault: true, connection: { filename } });
  }
  const server = JSON.parse(process.env.TESSERA_TEST_POSTGRES ?? '{}') as object;
  const database = path.basename(folder);
  await createDatabase(server, database);
  return asModule({
    client: 'postgres',
    connection: { ...server, database },
    pool: { min: 0, max: 10 },
  });
}

const asModule = (connection: object): string => `module.exports = ${JSON.stringify({ connection })};`;

/** An app that is started again finds its database as it left it. */
async function createDatabase(server: object, database: string): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
