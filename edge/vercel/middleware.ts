// Put this into the root of the project that Vercel deploys: every request goes through it.
import { createMiddleware } from '@tessera/edge/vercel';

export default createMiddleware(process.env);
