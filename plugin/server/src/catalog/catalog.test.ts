import { checkCatalog } from '@tessera/model';
import { newAppFolder, startStrapi, type TestStrapi } from '../../../test/strapi';

const app = newAppFolder();
let cms: TestStrapi;
beforeAll(async () => {
  cms = await startStrapi(app.folder);
}, 60_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

it('answers an empty catalog to a token that may read', async () => {
  const token = await cms.token('read-only');
  const answer = await cms.http.get('/api/tessera/catalog').set('Authorization', `Bearer ${token}`);
  expect(answer.status).toBe(200);
  expect(checkCatalog(answer.body).ok).toBe(true);
});
