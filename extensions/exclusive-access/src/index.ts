export { cartValidationsGenerateRun } from './cart.ts';
