/** An extension of the till in its worker. */
import { runWorker } from '../../remote/run-worker.ts';
import { ELEMENTS } from './elements.ts';
import { makePosApi } from './pos-api.ts';

runWorker(ELEMENTS, makePosApi);
