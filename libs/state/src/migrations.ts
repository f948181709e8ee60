import { sql, type Kysely, type Migration } from 'kysely';

/**
 * The schema, step by step, by name in the order of application. A step that was released is never changed: a new one
 * is added.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-runs-outbox-corrections': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('runs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('spec', 'jsonb', (column) => column.notNull())
        .addColumn('progress', 'jsonb', (column) => column.notNull())
        .addColumn('result', 'jsonb')
        .addColumn('failure', 'jsonb')
        .addColumn('cancel_requested', 'boolean', (column) => column.notNull().defaultTo(false))
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('last_sequence', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema.createIndex('runs_state').on('runs').columns(['state', 'created_at']).execute();
      await db.schema
        .createTable('outbox')
        .addColumn('position', 'bigserial', (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('run_id', 'text', (column) => column.notNull().references('runs.id').onDelete('cascade'))
        .addColumn('sequence', 'integer', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('data', 'jsonb', (column) => column.notNull())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addColumn('sent_at', 'timestamptz')
        .addUniqueConstraint('outbox_run_sequence', ['run_id', 'sequence'])
        .addUniqueConstraint('outbox_run_name', ['run_id', 'name'])
        .execute();
      await sql`create index outbox_unsent on outbox (position) where sent_at is null`.execute(db);
      await db.schema
        .createTable('corrections')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('order_json', 'jsonb', (column) => column.notNull())
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createIndex('corrections_created')
        .on('corrections')
        .columns(['created_at', 'id'])
        .execute();
    },
    async down(db: Kysely<unknown>) {
      for (const table of ['corrections', 'outbox', 'runs']) await db.schema.dropTable(table).execute();
    },
  },
  '002-claims': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('claims')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('epoch', 'integer', (column) => column.notNull())
        .execute();
    },
    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('claims').execute();
    },
  },
};
