import { createHandler } from '@tessera/edge/lambda';

export const handler = awslambda.streamifyResponse(createHandler(awslambda, process.env));
