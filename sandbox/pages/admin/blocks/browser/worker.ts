/** An extension of the admin in its worker. */
import { runWorker } from '../../../remote/run-worker.ts';
import { makeDeskApi } from './desk-api.ts';
import { ELEMENTS } from './elements.ts';

runWorker(ELEMENTS, makeDeskApi);
