// A webhook handler as Stripe's documentation teaches it, on a database: the signature is verified,
// and the event and what it grants are in one transaction before the answer. One process.
//
// PORT, DATABASE (a file, or postgres://…) and STRIPE_WEBHOOK_SECRET in the environment.
import express from 'express'
import Stripe from 'stripe'

const { PORT, DATABASE, STRIPE_WEBHOOK_SECRET } = process.env
const stripe = new Stripe('sk_test_unused')
const events = 'CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, payload TEXT NOT NULL)'
const grants =
  'CREATE TABLE IF NOT EXISTS grants (session TEXT PRIMARY KEY, organization TEXT NOT NULL, amount BIGINT NOT NULL)'

async function openSqlite() {
  const { default: Sqlite } = await import('better-sqlite3')
  const db = new Sqlite(DATABASE)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(events)
  db.exec(grants)
  const event = db.prepare('INSERT INTO events VALUES (?, ?) ON CONFLICT DO NOTHING')
  const grant = db.prepare('INSERT INTO grants VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  return db.transaction((id, payload, session) => {
    const { changes } = event.run(id, payload)
    if (changes) grant.run(session.id, session.metadata.billet_organization, session.amount_total)
    return changes > 0
  })
}

async function openPostgres() {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: DATABASE, max: 10 })
  await pool.query(events)
  await pool.query(grants)
  return async (id, payload, session) => {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      const { rowCount } = await client.query(
        'INSERT INTO events VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, payload])
      if (rowCount) {
        await client.query('INSERT INTO grants VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
          session.id, session.metadata.billet_organization, session.amount_total])
      }
      await client.query('COMMIT')
      return rowCount > 0
    } catch (e) {
      await client.query('ROLLBACK')
      throw e
    } finally {
      client.release()
    }
  }
}

const store = DATABASE.startsWith('postgres:') ? await openPostgres() : await openSqlite()
const app = express()

app.post('/webhooks/stripe', express.raw({ type: 'application/json' }), async (request, response) => {
  let event
  try {
    event = stripe.webhooks.constructEvent(
      request.body, request.headers['stripe-signature'], STRIPE_WEBHOOK_SECRET)
  } catch {
    response.sendStatus(400)
    return
  }
  const fresh = await store(event.id, request.body.toString('utf8'), event.data.object)
  response.json({ status: fresh ? 'received' : 'duplicate' })
})

app.listen(Number(PORT), '127.0.0.1', error => {
  if (error) throw error
  console.log(`listening on http://127.0.0.1:${PORT}`)
})
