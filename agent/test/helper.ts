import { closePortal } from './portal.ts';

jasmine.DEFAULT_TIMEOUT_INTERVAL = 30_000;

afterAll(closePortal);
